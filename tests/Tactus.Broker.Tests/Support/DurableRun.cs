using Tactus.Broker.Gate;
using Tactus.Broker.Observing;
using Tactus.Journal;
using Tactus.Policy.Grants;
using Tactus.Protocol;
using Tactus.Protocol.V1;
using Tactus.Protocol.Values;

namespace Tactus.Broker.Tests.Support;

/// <summary>One run over several executions: the store, the workspace and the outside stay, the broker dies and comes again.</summary>
internal sealed class DurableRun : IDisposable
{
    private readonly Folder _workspace = new();
    private readonly Grant? _grant;

    public DurableRun(Grant? grant = null)
    {
        _grant = grant;
        Broker = Begin(resumed: false, observer: null);
    }

    public RecordingStore Store { get; } = new();

    public StepHandler Once { get; set; } = StepHandler.Once();

    public StepHandler Idempotent { get; set; } = StepHandler.Idempotent();

    public TestBroker Broker { get; private set; }

    /// <summary>The host dies, and another takes the run over.</summary>
    public void Resume(Grant? grant = null, IRunObserver? observer = null)
    {
        Broker.Dispose();
        Store.OnAppend = null;
        Broker = Begin(resumed: true, observer, grant);
    }

    /// <summary>Asks for an effect; the host dies when it is done, before that is on record.</summary>
    public async Task DieInAsync(string branch, long position, string kind, string name = "", MapValue? arguments = null)
    {
        Store.OnAppend = write =>
        {
            if (write.Entry.Status != EntryStatus.Intent)
            {
                throw new TactusException("TAC6006", "the host died");
            }
        };
        await Should.ThrowAsync<TactusException>(() => Broker.AskAtAsync(branch, position, kind, name, arguments));
    }

    public Task<PerformResponse> AskAsync(string branch, long position, string kind, string name = "", MapValue? arguments = null, Value? recorded = null) =>
        Broker.AskAtAsync(branch, position, kind, name, arguments, recorded);

    public Task<PerformResponse> PingAsync(string branch, long position) => AskAsync(branch, position, "host.call", "host.ping");

    public Task<PerformResponse> OpenAsync(string branch, long position, string label = "branch") =>
        AskAsync(branch, position, "branch.open", "b", Value.MapOf(("label", Value.Of(label))));

    public Task<PerformResponse> EndAsync(string branch, long position) =>
        AskAsync(branch, position, "branch.end", recorded: Value.MapOf(("value", Value.Of(1))));

    public Task<PerformResponse> CheckpointAsync(string branch, long position) => AskAsync(branch, position, "checkpoint", recorded: Value.Null);

    public async Task ShouldRefuseAsync(Task<PerformResponse> asked) =>
        (await Should.ThrowAsync<ConversationException>(() => asked)).IsMalformed.ShouldBeFalse();

    public async Task<JournalEntry> EntryAsync(string branch, long position) =>
        (await Store.FindEntryAsync("run1", new EntryKey(branch, position), CancellationToken.None)).ShouldNotBeNull();

    public ValueTask SayAsync(string branch, long position, params (string Key, Value Value)[] said) => Store.AnswerAsync(
        new RunAnswer("run1", new EntryKey(branch, position), Value.MapOf(said).Encode(), "ann", DateTimeOffset.UnixEpoch), CancellationToken.None);

    public void Dispose()
    {
        Broker.Dispose();
        _workspace.Dispose();
    }

    private TestBroker Begin(bool resumed, IRunObserver? observer, Grant? grant = null) => new(
        grant ?? _grant, Store, observer: observer, resumed: resumed, workspace: _workspace, effects: [Once, Idempotent]);
}
