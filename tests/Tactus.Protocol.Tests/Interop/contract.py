"""The broker's contract for Python, read from a descriptor set, so that no generated code has to fit the installed protobuf."""
from google.protobuf import descriptor_pb2, descriptor_pool, message_factory

SERVICE = "tactus.broker.v1.Broker"


class Contract:
    def __init__(self, descriptor_set):
        with open(descriptor_set, "rb") as file:
            files = descriptor_pb2.FileDescriptorSet.FromString(file.read()).file
        self.pool = descriptor_pool.DescriptorPool()
        for one in files:
            self.pool.Add(one)
        self.factory = message_factory.MessageFactory(self.pool)
        self.methods = {method.name: method for method in self.pool.FindServiceByName(SERVICE).methods}

    def type(self, name):
        return self.factory.GetPrototype(self.pool.FindMessageTypeByName("tactus.broker.v1." + name))

    def path(self, method):
        return "/%s/%s" % (SERVICE, method)

    def request(self, method):
        return self.factory.GetPrototype(self.methods[method].input_type)

    def response(self, method):
        return self.factory.GetPrototype(self.methods[method].output_type)
