using Google.Protobuf;
using Tactus.Broker;
using Tactus.Broker.Gate;
using Tactus.Broker.Observing;
using Tactus.Broker.Secrets;
using Tactus.Journal;
using Tactus.Journal.Memory;
using Tactus.Mcp.Packages;
using Tactus.Policy.Grants;
using Tactus.Protocol.V1;
using Tactus.Protocol.Values;
using Tactus.Sandbox.Helpers;

namespace Tactus.Mcp.Tests.Support;

/// <summary>A run's broker with the room of MCP servers, a real helper sandbox, and a memory journal.</summary>
internal sealed class TestRun : IAsyncDisposable
{
    private readonly MemoryRunStore _store;
    private long _position;

    private TestRun(RunBroker broker, MemoryRunStore store) => (Broker, _store) = (broker, store);

    public RunBroker Broker { get; }

    public MemoryRunStore Store => _store;

    public static async Task<TestRun> StartAsync(
        Grant grant, PackageStore? packages = null, string? workspace = null, IReadOnlyDictionary<string, string>? secrets = null,
        IRunObserver? observer = null, IReadOnlyList<string>? own = null, TimeProvider? clock = null)
    {
        var store = new MemoryRunStore(TimeProvider.System);
        RunBroker broker = RunBroker.Create(new RunBrokerOptions
        {
            Run = new RunContext
            {
                RunId = "run1", Epoch = 1, Grant = grant, Store = store, Observer = observer ?? SilentObserver.Instance, Clock = clock ?? TimeProvider.System,
            },
            WorkspacePath = workspace,
            OwnDirectories = own ?? [],
            Secrets = new SecretSources { Environment = name => secrets?.GetValueOrDefault(name) },
            Helpers = new BubblewrapHelperSandbox(),
            Effects = [new McpRoom(packages ?? new PackageStore("/nonexistent")).Create],
        });
        var run = new TestRun(broker, store);
        await store.CreateAsync(RunRecords.Of("run1"), CancellationToken.None);
        return run;
    }

    public Task<PerformResponse> ListAsync(string server) => AskAsync("mcp.tools", server, Value.EmptyMap);

    public Task<PerformResponse> CallAsync(string tool, params (string Key, Value Value)[] arguments) => AskAsync("mcp.call", tool, Value.MapOf(arguments));

    public Task<PerformResponse> AskAsync(string kind, string name, MapValue arguments, CancellationToken cancellationToken = default) =>
        Broker.Gate.PerformAsync(
            new PerformRequest
            {
                Key = new EffectKey { Branch = "main", Position = (ulong)Interlocked.Increment(ref _position) },
                Kind = kind,
                Name = name,
                Arguments = ByteString.CopyFrom(arguments.Encode()),
            },
            cancellationToken).AsTask();

    public async ValueTask DisposeAsync()
    {
        await Broker.DisposeAsync();
        await _store.DisposeAsync();
    }
}
