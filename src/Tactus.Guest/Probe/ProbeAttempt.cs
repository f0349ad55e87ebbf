namespace Tactus.Guest.Probe;

/// <summary>One forbidden thing that a probe tries.</summary>
/// <param name="Control">Which control should stop it, for instance <c>network</c>.</param>
/// <param name="What">What is tried, for a person.</param>
/// <param name="Try">Tries it. Harmless whether it is stopped or not, and repeatable.</param>
internal sealed record ProbeAttempt(string Control, string What, Func<ProbeAnswer> Try)
{
    /// <summary>Tries it under the guest's own filter.</summary>
    /// <value>Default: <see cref="Try"/> once more.</value>
    public Func<ProbeAnswer> TryAgain { get; init; } = Try;
}
