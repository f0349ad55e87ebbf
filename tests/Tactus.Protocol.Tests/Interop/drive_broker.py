"""Calls a Tactus broker with grpcio and prints one JSON object: what each call came to.

Arguments: descriptor set, socket, token in hexadecimal.
"""
import json
import sys
import threading

import grpc

from contract import Contract

PATIENCE = 20
contract = Contract(sys.argv[1])
channel = grpc.insecure_channel(
    "unix:" + sys.argv[2], options=[("grpc.max_send_message_length", -1), ("grpc.max_receive_message_length", -1)])
token = (("authorization", "Bearer " + sys.argv[3]),)
PerformRequest = contract.request("Perform")


def unary(method):
    return channel.unary_unary(
        contract.path(method), request_serializer=lambda message: message.SerializeToString(),
        response_deserializer=contract.response(method).FromString)


def stream(method):
    return channel.unary_stream(
        contract.path(method), request_serializer=lambda message: message.SerializeToString(),
        response_deserializer=contract.response(method).FromString)


def outcome(call):
    try:
        return call()
    except grpc.RpcError as error:
        trailers = {key: (value.hex() if isinstance(value, bytes) else value) for key, value in error.trailing_metadata() or ()}
        return {"status": error.code().name, "detail": error.details(), "trailers": trailers}


def perform(name, metadata=token, timeout=PATIENCE, compression=None, **fields):
    return unary("Perform")(PerformRequest(name=name, **fields), metadata=metadata, timeout=timeout, compression=compression)


def echo(size):
    return len(perform("echo", arguments=b"x" * size).result)


def cancel_unary():
    future = unary("Perform").future(PerformRequest(name="wait"), metadata=token, timeout=PATIENCE)
    threading.Timer(1, future.cancel).start()
    try:
        future.result()
        return "answered"
    except grpc.FutureCancelledError:
        return "cancelled"


def cancel_stream():
    call = stream("Replay")(contract.request("Replay")(from_delivery=4), metadata=token, timeout=PATIENCE)
    seen = [next(call).key.position for _ in range(4)]
    call.cancel()
    return seen


def replay(count):
    seen = []

    def run():
        for entry in stream("Replay")(contract.request("Replay")(from_delivery=count), metadata=token, timeout=PATIENCE):
            seen.append(entry.key.position)
        return None

    failure = outcome(run)
    return {"seen": len(seen), "ordered": seen == sorted(seen), "failure": failure}


def unknown_method():
    return channel.unary_unary("/tactus.broker.v1.Broker/Nothing")(b"", metadata=token, timeout=PATIENCE)


results = {
    "start": outcome(lambda: unary("Start")(contract.request("Start")(language_version="1.0"), metadata=token, timeout=PATIENCE).run_id),
    "echo": outcome(lambda: echo(100)),
    "echo large": outcome(lambda: echo(10 * 1024 * 1024)),
    "too large": outcome(lambda: echo(17 * 1024 * 1024)),
    "fail": outcome(lambda: perform("fail")),
    "crash": outcome(lambda: perform("crash")),
    "metadata": outcome(lambda: perform("metadata", metadata=token + (("x-sent", "hello there"), ("x-sent-bin", b"\x00\xff\x0a")))),
    "no token": outcome(lambda: perform("echo", metadata=())),
    "wrong token": outcome(lambda: perform("echo", metadata=(("authorization", "Bearer " + "0" * 64),))),
    "deadline": outcome(lambda: perform("wait", timeout=1)),
    "timeout seen": outcome(lambda: perform("timeout", timeout=600).clock_unix_nanos > 0),
    "compressed": outcome(lambda: perform("echo", compression=grpc.Compression.Gzip, arguments=b"x" * 10000)),
    "unknown method": outcome(unknown_method),
    "cancel unary": cancel_unary(),
    "cancel stream": cancel_stream(),
    "replay": replay(1000),
    "replay failing": replay(3),
    "echo after all": outcome(lambda: echo(5)),
}
print(json.dumps(results))
