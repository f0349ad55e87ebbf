using System.Diagnostics;
using Tactus.Protocol.Grpc.Client;
using Tactus.Protocol.Tests.Support;

namespace Tactus.Protocol.Tests.Interop;

/// <summary>The broker's contract served by grpcio, and our client connected to it.</summary>
internal sealed class GrpcioServer : IAsyncDisposable
{
    private readonly Process _script;
    private readonly string _directory;

    private GrpcioServer(Process script, string directory, BrokerClient client)
    {
        _script = script;
        _directory = directory;
        Client = client;
    }

    public BrokerClient Client { get; }

    public static async Task<GrpcioServer> StartAsync()
    {
        string directory = Directory.CreateTempSubdirectory("tactus-").FullName;
        string socket = Path.Combine(directory, "broker.sock");
        Process script = Python.Start("serve_broker.py", Python.WriteContract(directory), socket);
        (await script.StandardOutput.ReadLineAsync()).ShouldBe("ready");
        return new GrpcioServer(script, directory, BrokerClient.Connect(socket, ScriptedBroker.Token));
    }

    /// <summary>The next line that the server says.</summary>
    public async Task<string?> HearAsync() => await _script.StandardOutput.ReadLineAsync().WaitAsync(BrokerPair.Patience);

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        _script.StandardInput.Close();
        await _script.WaitForExitAsync();
        _script.Dispose();
        Directory.Delete(_directory, recursive: true);
    }
}
