namespace Tactus.Sandbox.Seccomp;

/// <summary>What happens to some system calls.</summary>
/// <param name="Names">The calls.</param>
/// <param name="Action">What happens to them.</param>
/// <param name="Conditions">What must all hold; empty for always.</param>
/// <param name="Reason">Why.</param>
internal sealed record SeccompRule(
    IReadOnlyList<string> Names, SeccompAction Action, IReadOnlyList<SeccompCondition> Conditions, string Reason);
