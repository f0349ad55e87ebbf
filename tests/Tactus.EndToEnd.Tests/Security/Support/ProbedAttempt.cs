namespace Tactus.EndToEnd.Tests.Security.Support;

/// <summary>One forbidden thing that the probe's guest tried.</summary>
/// <param name="Control">The control that should stop it.</param>
/// <param name="Attempt">What it tried.</param>
/// <param name="StoppedBy"><c>driver</c>, <c>guest</c> or <c>nothing</c>.</param>
/// <param name="Detail">What the kernel answered before and after the guest's own lock-down.</param>
internal sealed record ProbedAttempt(string Control, string Attempt, string StoppedBy, string Detail);
