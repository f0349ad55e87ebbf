using Tactus.Protocol.V1;

namespace Tactus.Language.Running;

/// <summary>Where a procedure's effects and lines go: the broker in a real run, a script in tests.</summary>
/// <remarks>Called from the thread that runs Lua, one call at a time. What is passed in may be reused once the call has returned.</remarks>
public interface IEffectChannel
{
    /// <summary>Performs one effect and waits for its answer.</summary>
    /// <exception cref="Exception">
    /// The conversation with the broker is broken; the run cannot go on and the exception leaves the runner.
    /// </exception>
    PerformResponse Perform(PerformRequest request);

    /// <summary>Hands over lines and events. They are keyed, so that the host can drop one that it has.</summary>
    /// <exception cref="Exception">As for <see cref="Perform"/>.</exception>
    void Emit(EmitRequest request);
}
