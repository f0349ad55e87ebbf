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
    private readonly bool _ownsWorkspace;
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
        bool resumed = false,
        Folder? workspace = null,
        IReadOnlyList<IEffectHandler>? effects = null,
        string? procedureDirectory = null,
        params (string Name, string Value)[] secrets)
    {
        Store = store ?? new MemoryRunStore();
        Workspace = workspace ?? new Folder();
        _ownsWorkspace = workspace is null;
        Staging = new Folder();
        try
        {
            long epoch = BeginAsync(resumed).GetAwaiter().GetResult();
            prepare?.Invoke(Workspace.Path);
            Host = RunBroker.Create(new RunBrokerOptions
            {
                Run = new RunContext
                {
                    RunId = "run1",
                    Epoch = epoch,
                    IsResumed = resumed,
                    Grant = grant ?? Grants.Default,
                    Store = Store,
                    DryRun = dryRun,
                    Clock = clock ?? TimeProvider.System,
                    Observer = observer ?? SilentObserver.Instance,
                },
                WorkspacePath = Workspace.Path,
                StagingPath = Staging.Path,
                Helpers = helpers,
                Effects = [_ => effects ?? []],
                ProcedureDirectory = procedureDirectory,
                OwnDirectories = [.. (own ?? []).Select(Workspace.At)],
                Random = () => 0.5,
                Secrets = new SecretSources { Environment = secrets.ToDictionary(secret => secret.Name, secret => secret.Value).GetValueOrDefault },
            });
            Host.PrepareAsync(CancellationToken.None).AsTask().GetAwaiter().GetResult();
        }
        catch
        {
            DisposeFolders();
            throw;
        }
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

    public async Task<PerformResponse> AskAtAsync(string branch, long position, string kind, string name = "", MapValue? arguments = null, Value? recorded = null)
    {
        PerformRequest request = Request(position, kind, name, arguments ?? Value.EmptyMap, branch);
        request.Recorded = recorded is null ? ByteString.Empty : ByteString.CopyFrom(recorded.Encode());
        return await Host.Gate.PerformAsync(request, CancellationToken.None);
    }

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

    // The first execution of a run, or one more.
    private async Task<long> BeginAsync(bool resumed)
    {
        if (!resumed)
        {
            await Store.CreateAsync(RunRecords.Of("run1"), CancellationToken.None);
            return 1;
        }

        RunRecord record = (await Store.FindAsync("run1", CancellationToken.None))!;
        return await Store.TakeOverAsync("run1", record.Epoch, "test", CancellationToken.None);
    }

    public void Dispose()
    {
        Host.Dispose();
        DisposeFolders();
    }

    private void DisposeFolders()
    {
        if (_ownsWorkspace)
        {
            Workspace.Dispose();
        }

        Staging.Dispose();
    }
}
