using Tactus.Protocol.V1;

namespace Tactus.Language.Running;

/// <summary>Where a procedure's effects and lines go: the broker in a real run, a script in tests.</summary>
/// <remarks>
/// Called from the thread that runs Lua, one call at a time. What is passed to <see cref="Perform"/> and <see cref="Emit"/> may be reused once
/// the call has returned; what is passed to <see cref="Begin"/> is kept as it is. Whatever a call throws means that the conversation with the
/// broker is broken: the run cannot go on and the exception leaves the runner.
/// </remarks>
public interface IEffectChannel
{
    /// <summary>Performs one effect and waits for its answer. Only while no other is under way.</summary>
    PerformResponse Perform(PerformRequest request);

    /// <summary>Begins an effect of a branch that has none under way, and returns without its answer.</summary>
    void Begin(PerformRequest request);

    /// <summary>
    /// Waits for the next answer to what was begun: answers come in the order of their delivery numbers, a suspended one as soon as it is known.
    /// </summary>
    BegunAnswer Await();

    /// <summary>The next entry of the journal, in delivery order, or null at its end. Asked only in a run that has history.</summary>
    ReplayEntry? ReadRecorded() => null;

    /// <summary>Hands over lines and events. They are keyed, so that the host can drop one that it has.</summary>
    void Emit(EmitRequest request);
}
