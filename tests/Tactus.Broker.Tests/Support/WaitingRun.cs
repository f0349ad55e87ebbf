using Tactus.Broker.Gate;
using Tactus.Broker.People;
using Tactus.Broker.Secrets;
using Tactus.Journal;
using Tactus.Journal.Memory;
using Tactus.Protocol.V1;
using Tactus.Protocol.Values;

namespace Tactus.Broker.Tests.Support;

/// <summary>A run under a clock of its own that can end and go on, asked as a guest would ask.</summary>
internal sealed class WaitingRun : IDisposable
{
    public const string Id = "run1";

    private readonly (string Name, string Value)[] _secrets;
    private RunBroker _broker;
    private long _epoch = 1;

    public WaitingRun(IHumanChannel? people = null, params (string Name, string Value)[] secrets)
    {
        _secrets = secrets;
        Store.CreateAsync(RunRecords.Of(Id), CancellationToken.None).AsTask().GetAwaiter().GetResult();
        _broker = Create(people, isResumed: false);
    }

    public MemoryRunStore Store { get; } = new();

    public SteppedClock Clock { get; } = new();

    public CancellationTokenSource Ending { get; } = new();

    public static EntryKey Key(long position) => new("main", position);

    /// <summary>Asks for an effect whose arguments are written as JSON.</summary>
    public Task<PerformResponse> AskAsync(string kind, string name, string arguments, long position = 1) =>
        _broker.Gate.PerformAsync(TestBroker.Request(position, kind, name, (MapValue)ValueJson.Parse(arguments)), Ending.Token).AsTask();

    /// <summary>A later execution of the same run; the one before is gone, in whatever state it was.</summary>
    public async Task GoOnAsync(IHumanChannel? people = null)
    {
        _broker.Dispose();
        _epoch = await Store.TakeOverAsync(Id, _epoch, "another", CancellationToken.None);
        _broker = Create(people, isResumed: true);
        await _broker.PrepareAsync(CancellationToken.None);
    }

    public ValueTask AnswerAsync(string json, string by = "ann (runs respond)", long position = 1) => Store.AnswerAsync(
        new RunAnswer(Id, Key(position), ValueJson.Parse(json).Encode(), by, Clock.GetUtcNow()), CancellationToken.None);

    public async Task<JournalEntry> EntryAsync(long position = 1) => (await Store.FindEntryAsync(Id, Key(position), CancellationToken.None)).ShouldNotBeNull();

    public async Task<RunAnswer> RowAsync(long position = 1) => (await Store.FindAnswerAsync(Id, Key(position), CancellationToken.None)).ShouldNotBeNull();

    public void Dispose()
    {
        _broker.Dispose();
        Ending.Dispose();
    }

    private RunBroker Create(IHumanChannel? people, bool isResumed) => RunBroker.Create(new RunBrokerOptions
    {
        Run = new RunContext
        {
            RunId = Id,
            Epoch = _epoch,
            IsResumed = isResumed,
            Grant = _secrets.Length == 0 ? Grants.Default : Grants.WithTools([.. _secrets.Select(secret => Tools.WithSecret("with." + secret.Name.ToLowerInvariant(), secret.Name))]),
            Store = Store,
            Clock = Clock,
            People = people,
        },
        Secrets = new SecretSources { Environment = _secrets.ToDictionary(secret => secret.Name, secret => secret.Value).GetValueOrDefault },
    });
}
