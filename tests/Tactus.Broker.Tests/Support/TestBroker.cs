using Google.Protobuf;
using Tactus.Broker.Gate;
using Tactus.Broker.Observing;
using Tactus.Broker.Secrets;
using Tactus.Journal;
using Tactus.Journal.Memory;
using Tactus.Policy.Grants;
using Tactus.Protocol.V1;
using Tactus.Protocol.Values;
using Tactus.Sandbox.Helpers;

namespace Tactus.Broker.Tests.Support;

/// <summary>A whole broker over a store in memory and a workspace on disk, asked as a guest would ask.</summary>
internal sealed class TestBroker : IDisposable
{
    private long _position;

    public TestBroker(
        Grant? grant = null,
        IRunStore? store = null,
        IHelperSandbox? helpers = null,
        bool dryRun = false,
        TimeProvider? clock = null,
        IRunObserver? observer = null,
        IReadOnlyList<string>? own = null,
        Action<string>? prepare = null,
        params (string Name, string Value)[] secrets)
    {
        Store = store ?? new MemoryRunStore();
        Workspace = new Folder();
        Staging = new Folder();
        Store.CreateAsync(Runs.Record("run1"), CancellationToken.None).AsTask().GetAwaiter().GetResult();
        prepare?.Invoke(Workspace.Path);
        Host = RunBroker.Create(new RunBrokerOptions
        {
            Run = new RunContext
            {
                RunId = "run1",
                Epoch = 1,
                Grant = grant ?? Grants.Default,
                Store = Store,
                DryRun = dryRun,
                Clock = clock ?? TimeProvider.System,
                Observer = observer ?? SilentObserver.Instance,
            },
            WorkspacePath = Workspace.Path,
            StagingPath = Staging.Path,
            Helpers = helpers,
            OwnDirectories = [.. (own ?? []).Select(Workspace.At)],
            Random = () => 0.5,
            Secrets = new SecretSources { Environment = secrets.ToDictionary(secret => secret.Name, secret => secret.Value).GetValueOrDefault },
        });
    }

    public RunBroker Host { get; }

    public IRunStore Store { get; }

    public Folder Workspace { get; }

    public Folder Staging { get; }

    public static PerformRequest Request(long position, string kind, string name, MapValue arguments, string branch = "main") => new()
    {
        Key = new EffectKey { Branch = branch, Position = (ulong)position },
        Kind = kind,
        Name = name,
        Arguments = ByteString.CopyFrom(arguments.Encode()),
        Location = new SourceLocation { File = "test.tac", Line = 7 },
    };

    public async Task<PerformResponse> AskAsync(string kind, string name, MapValue arguments) =>
        await Host.Gate.PerformAsync(Request(++_position, kind, name, arguments), CancellationToken.None);

    public Task<PerformResponse> AskFileAsync(string kind, string path, params (string Key, Value Value)[] others) =>
        AskAsync(kind, path, Value.MapOf([("path", Value.Of(path)), .. others]));

    public Task<PerformResponse> CallAsync(string tool, params (string Key, Value Value)[] arguments) =>
        AskAsync("host.call", tool, Value.MapOf(arguments));

    public async Task<List<JournalEntry>> EntriesAsync()
    {
        var entries = new List<JournalEntry>();
        await foreach (JournalEntry entry in Store.ReadEntriesAsync("run1", CancellationToken.None))
        {
            entries.Add(entry);
        }

        return entries;
    }

    public void Dispose()
    {
        Host.Dispose();
        Workspace.Dispose();
        Staging.Dispose();
    }
}
