using Google.Protobuf;
using Tactus.Broker;
using Tactus.Broker.Gate;
using Tactus.Broker.Secrets;
using Tactus.Journal;
using Tactus.Journal.Memory;
using Tactus.Models.Budgets;
using Tactus.Policy.Grants;
using Tactus.Protocol.V1;
using Tactus.Protocol.Values;

namespace Tactus.Models.Tests.Support;

/// <summary>A run whose broker asks models, over a store in memory, asked as a guest would ask.</summary>
internal sealed class ModelRun : IDisposable
{
    public const string Key = "sk-test-0123456789abcdef";

    private readonly Grant _grant;
    private readonly TimeProvider _clock;
    private readonly bool _dryRun;
    private readonly string? _key;
    private long _position;

    public ModelRun(ModelGrant models, TimeProvider? clock = null, bool dryRun = false, IRunStore? store = null, string? key = Key, Func<Grant, Grant>? change = null)
    {
        _grant = (change ?? (grant => grant))(ModelGrants.Of(models));
        _clock = clock ?? TimeProvider.System;
        _dryRun = dryRun;
        _key = key;
        Store = store ?? new MemoryRunStore();
        Store.CreateAsync(RunRecords.Of("run1"), CancellationToken.None).AsTask().GetAwaiter().GetResult();
        Broker = Begin(epoch: 1, resumed: false);
    }

    public IRunStore Store { get; }

    public WatchingObserver Observer { get; } = new();

    public ModelLedger Ledger { get; private set; } = new();

    public RunBroker Broker { get; private set; }

    /// <summary>The host dies, and another takes the run over.</summary>
    public async Task ResumeAsync()
    {
        Broker.Dispose();
        Ledger = new ModelLedger();
        RunRecord record = (await Store.FindAsync("run1", CancellationToken.None))!;
        Broker = Begin(await Store.TakeOverAsync("run1", record.Epoch, "test", CancellationToken.None), resumed: true);
        await Broker.PrepareAsync(CancellationToken.None);
    }

    public Task<PerformResponse> ChatAsync(string model, MapValue arguments) => AskAsync("model.chat", model, arguments);

    public async Task<PerformResponse> AskAsync(string kind, string name, MapValue arguments) => await AskAtAsync(++_position, kind, name, arguments);

    public Task<PerformResponse> AskAtAsync(long position, string kind, string name, MapValue arguments)
    {
        _position = position;
        return AskInBranchAsync("main", position, kind, name, arguments);
    }

    public async Task<PerformResponse> AskInBranchAsync(string branch, long position, string kind, string name, MapValue arguments) =>
        await Broker.Gate.PerformAsync(
            new PerformRequest
            {
                Key = new EffectKey { Branch = branch, Position = (ulong)position },
                Kind = kind,
                Name = name,
                Arguments = ByteString.CopyFrom(arguments.Encode()),
                Location = new SourceLocation { File = "test.tac", Line = 7 },
            },
            CancellationToken.None);

    public async Task<JournalEntry> EntryAsync(long position) =>
        (await Store.FindEntryAsync("run1", new EntryKey("main", position), CancellationToken.None)).ShouldNotBeNull();

    public void Dispose() => Broker.Dispose();

    private RunBroker Begin(long epoch, bool resumed) => RunBroker.Create(new RunBrokerOptions
    {
        Run = new RunContext
        {
            RunId = "run1", Epoch = epoch, IsResumed = resumed, Grant = _grant, Store = Store, Clock = _clock, Observer = Observer, DryRun = _dryRun,
        },
        Secrets = new SecretSources { Environment = name => name is "OPENAI_API_KEY" or "ANTHROPIC_API_KEY" ? _key : null },
        Effects = [services => [new ModelChatHandler(services, Ledger, () => 0.5)]],
    });
}
