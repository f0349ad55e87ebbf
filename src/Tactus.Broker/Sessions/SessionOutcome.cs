using Tactus.Broker.Branches;
using Tactus.Protocol;
using Tactus.Protocol.V1;

namespace Tactus.Broker.Sessions;

/// <summary>How a session ended. Everything the guest said in it is redacted and bounded.</summary>
/// <param name="End">Why.</param>
/// <param name="Finish">What the guest said at its end; null when it did not.</param>
/// <param name="Fatal">The error of the broker that ended the run, or null. <paramref name="Finish"/> tells it too, whatever the guest said.</param>
/// <param name="Failure">What failed on the host, or null.</param>
/// <param name="Wait">What a suspended run waits for; null for any other.</param>
public sealed record SessionOutcome(
    SessionEnd End, FinishRequest? Finish = null, EffectError? Fatal = null, TactusException? Failure = null, EffectWait? Wait = null);
