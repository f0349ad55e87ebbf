using Tactus.Broker;
using Tactus.Broker.Gate;
using Tactus.Broker.Sessions;
using Tactus.Engine.Guests;
using Tactus.Engine.Procedures;
using Tactus.Engine.Runs;
using Tactus.Journal;
using Tactus.Journal.Memory;
using Tactus.Policy.Grants;
using Tactus.Protocol;
using Tactus.Protocol.V1;
using Tactus.Protocol.Values;
using Tactus.Sandbox.Drivers;

namespace Tactus.Engine.Inspection;

/// <summary>Starts guests that run no procedure to its end: one that describes a file, one that tries every forbidden thing.</summary>
/// <remarks>The host never parses or runs a procedure itself. Nothing is recorded, and no effect is performed.</remarks>
public sealed class GuestInspector(string guestDirectory, TimeProvider time)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly RunIds _ids = new(time);

    /// <summary>Runs a file's declarations in a confined guest and says what they declare.</summary>
    /// <param name="bundle">The procedure.</param>
    /// <param name="grant">What a run of it would be granted.</param>
    /// <param name="driver">How the guest is confined.</param>
    /// <param name="mock">Whether the file is read as for a run with mocks, in which whoever performs a tool is only a name.</param>
    /// <param name="cancellationToken">Ends the guest.</param>
    /// <returns>A map; docs/language.md describes it.</returns>
    /// <exception cref="TactusException">The file does not parse, or a declaration in it is wrong: code, file, line.</exception>
    public async Task<MapValue> DescribeAsync(ProcedureBundle bundle, Grant grant, ISandboxDriver driver, bool mock, CancellationToken cancellationToken) =>
        (MapValue)await RunAsync(StartResponse.Types.Mode.Describe, bundle, grant, driver, mock, cancellationToken);

    /// <summary>Tries every forbidden thing from inside a guest.</summary>
    /// <returns>A list of maps: control, attempt, surroundings, result, detail.</returns>
    /// <exception cref="TactusException">The guest cannot be started, or was lost.</exception>
    public async Task<ListValue> ProbeAsync(Grant grant, ISandboxDriver driver, CancellationToken cancellationToken) =>
        (ListValue)await RunAsync(StartResponse.Types.Mode.Probe, bundle: null, grant, driver, mock: false, cancellationToken);

    private async Task<Value> RunAsync(
        StartResponse.Types.Mode mode, ProcedureBundle? bundle, Grant grant, ISandboxDriver driver, bool mock, CancellationToken cancellationToken)
    {
        string runId = _ids.Create();
        await using var store = new MemoryRunStore(time);
        DateTimeOffset now = time.GetUtcNow();
        await store.CreateAsync(ScratchRecord.Create(runId, driver.Name, now), cancellationToken);
        var run = new RunContext { RunId = runId, Epoch = 1, Grant = grant with { HostTools = NoTools, McpServers = NoServers }, Store = store, Clock = time, DryRun = true };
        StartResponse start = StartMessages.Create(runId, mode, bundle, Value.EmptyMap, coerce: false, grant.Sandbox, StartMessages.NewSeed(), now);
        start.Mock = mock;
        GuestEnding ending = await new GuestRunner(guestDirectory, time).RunAsync(
            new GuestAssignment
            {
                RunId = runId,
                Driver = driver,
                Limits = grant.Sandbox.Limits,
                Timeout = Patience,
                Start = start,
                CreateBroker = () => RunBroker.Create(new RunBrokerOptions { Run = run }),
            },
            cancellationToken);
        return Read(ending, now);
    }

    private static Dictionary<string, HostToolDeclaration> NoTools { get; } = new(StringComparer.Ordinal);

    private static Dictionary<string, McpServerDeclaration> NoServers { get; } = new(StringComparer.Ordinal);

    private static Value Read(GuestEnding ending, DateTimeOffset now)
    {
        if (ending.Session is { End: SessionEnd.Finished, Finish: { Status: FinishRequest.Types.Status.Succeeded, Output: var output } } && !output.IsEmpty)
        {
            return Value.Decode(output.Span);
        }

        RunCompletion completion = RunEnd.Of(ending, runId: null, Patience, now);
        throw new TactusException(
            completion.ErrorCode ?? "TAC6305", completion.ErrorMessage ?? "the guest gave no answer", completion.Mend, completion.ErrorFile, completion.ErrorLine,
            (int)(ending.Session.Finish?.Error?.Column ?? 0));
    }
}
