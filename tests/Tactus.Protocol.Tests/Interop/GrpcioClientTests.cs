// Proves that a gRPC client that is not ours (grpcio) can talk to our server: answers, streams, failures, limits, deadlines, cancellation.
using System.Diagnostics;
using System.Text.Json;
using Tactus.Protocol.Tests.Support;

namespace Tactus.Protocol.Tests.Interop;

public sealed class GrpcioClientTests
{
    [Fact]
    public async Task Grpcio_calls_our_server()
    {
        await using BrokerPair pair = await BrokerPair.StartAsync();
        string contract = Python.WriteContract(Path.GetDirectoryName(pair.Listener.SocketPath)!);
        using Process script = Python.Start("drive_broker.py", contract, pair.Listener.SocketPath, Convert.ToHexStringLower(ScriptedBroker.Token));
        string output = await script.StandardOutput.ReadToEndAsync();
        await script.WaitForExitAsync();
        script.ExitCode.ShouldBe(0);
        JsonElement seen = JsonDocument.Parse(output).RootElement;

        seen.GetProperty("start").GetString().ShouldBe("run of 1.0");
        seen.GetProperty("echo").GetInt32().ShouldBe(100);
        seen.GetProperty("echo large").GetInt32().ShouldBe(10 * 1024 * 1024);
        seen.GetProperty("echo after all").GetInt32().ShouldBe(5);
        seen.GetProperty("timeout seen").GetBoolean().ShouldBeTrue();
        Status(seen, "too large").ShouldBe("RESOURCE_EXHAUSTED");
        Status(seen, "fail").ShouldBe("FAILED_PRECONDITION");
        seen.GetProperty("fail").GetProperty("detail").GetString().ShouldBe("100% nö, \"never\"\n");
        seen.GetProperty("fail").GetProperty("trailers").GetProperty("grpc-status-details-bin").GetString().ShouldBe("09080700");
        Status(seen, "crash").ShouldBe("UNKNOWN");
        Status(seen, "no token").ShouldBe("UNAUTHENTICATED");
        Status(seen, "wrong token").ShouldBe("UNAUTHENTICATED");
        Status(seen, "deadline").ShouldBe("DEADLINE_EXCEEDED");
        Status(seen, "compressed").ShouldBe("UNIMPLEMENTED");
        Status(seen, "unknown method").ShouldBe("UNIMPLEMENTED");

        JsonElement metadata = seen.GetProperty("metadata");
        metadata.GetProperty("detail").GetString().ShouldBe("hello there");
        metadata.GetProperty("trailers").GetProperty("x-seen").GetString().ShouldBe("hello there");
        metadata.GetProperty("trailers").GetProperty("x-seen-bin").GetString().ShouldBe("00ff0a");

        JsonElement replay = seen.GetProperty("replay");
        replay.GetProperty("seen").GetInt32().ShouldBe(1000);
        replay.GetProperty("ordered").GetBoolean().ShouldBeTrue();
        replay.GetProperty("failure").ValueKind.ShouldBe(JsonValueKind.Null);
        seen.GetProperty("replay failing").GetProperty("seen").GetInt32().ShouldBe(3);
        seen.GetProperty("replay failing").GetProperty("failure").GetProperty("status").GetString().ShouldBe("DATA_LOSS");

        seen.GetProperty("cancel unary").GetString().ShouldBe("cancelled");
        seen.GetProperty("cancel stream").GetArrayLength().ShouldBe(4);
        await pair.Broker.Cancelled.Task.WaitAsync(BrokerPair.Patience);
    }

    private static string? Status(JsonElement seen, string name) => seen.GetProperty(name).GetProperty("status").GetString();
}
