using Tactus.Broker.Sessions;
using Tactus.Journal;
using Tactus.Sandbox.Drivers;

namespace Tactus.Engine.Guests;

/// <summary>How a guest's one life ended: what it said, how its process went, and who ended it.</summary>
/// <param name="Session">How the conversation with its broker ended.</param>
/// <param name="Exit">How its process ended; null when it was still there and was killed.</param>
/// <param name="TimedOut">True when the wall clock ended it.</param>
/// <param name="Cancelled">True when a person ended it.</param>
/// <param name="Effects">Effects that were charged.</param>
/// <param name="Models">What its model calls used up.</param>
public sealed record GuestEnding(SessionOutcome Session, GuestExit? Exit, bool TimedOut, bool Cancelled, long Effects, ModelUsage Models);
