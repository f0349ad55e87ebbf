"""Serves the broker's contract with grpcio, for a Tactus client to call. Prints "ready", then one line for each thing it noticed.

Arguments: descriptor set, socket. Ends when its standard input ends.
"""
import sys
import threading
from concurrent import futures

import grpc

from contract import SERVICE, Contract

contract = Contract(sys.argv[1])
PerformResponse = contract.response("Perform")
ReplayEntry = contract.response("Replay")


def say(text):
    print(text, flush=True)


def wait(context):
    ended = threading.Event()
    context.add_callback(ended.set)
    say("waiting")
    ended.wait()
    say("cancelled")


def perform(request, context):
    metadata = dict(context.invocation_metadata())
    if request.name == "echo":
        return PerformResponse(result=request.arguments, delivery=request.key.position)
    if request.name == "large":
        return PerformResponse(result=b"x" * request.attempt)
    if request.name == "fail":
        context.set_trailing_metadata((("grpc-status-details-bin", b"\x09\x08\x07\x00"), ("x-other", "value"), ("x-other-bin", b"\x01\xfe")))
        context.abort(grpc.StatusCode.FAILED_PRECONDITION, "100% n\u00f6, \"never\"\n")
    if request.name == "metadata":
        context.abort(grpc.StatusCode.ABORTED, "%s|%s|%s" % (metadata["authorization"], metadata["x-sent"], metadata["x-sent-bin"].hex()))
    if request.name == "timeout":
        remaining = context.time_remaining()
        return PerformResponse(clock_unix_nanos=-1 if remaining is None else int(remaining))
    wait(context)
    return PerformResponse()


def replay(request, context):
    if request.from_delivery == 4:
        context.add_callback(lambda: say("ended"))
    for position in range(1, request.from_delivery + 1):
        entry = ReplayEntry(kind="file.read")
        entry.key.position = position
        yield entry
    if request.from_delivery == 3:
        context.abort(grpc.StatusCode.DATA_LOSS, "the journal ends in the middle")
    if request.from_delivery == 4:
        wait(context)


def serialize(message):
    return message.SerializeToString()


handlers = {
    "Perform": grpc.unary_unary_rpc_method_handler(perform, contract.request("Perform").FromString, serialize),
    "Replay": grpc.unary_stream_rpc_method_handler(replay, contract.request("Replay").FromString, serialize),
}
server = grpc.server(
    futures.ThreadPoolExecutor(8), options=[("grpc.max_send_message_length", -1), ("grpc.max_receive_message_length", -1)])
server.add_generic_rpc_handlers((grpc.method_handlers_generic_handler(SERVICE, handlers),))
server.add_insecure_port("unix:" + sys.argv[2])
server.start()
say("ready")
sys.stdin.read()
server.stop(None)
