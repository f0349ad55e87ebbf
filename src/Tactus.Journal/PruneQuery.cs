namespace Tactus.Journal;

/// <summary>Which runs to remove. A run that runs, waits, is in doubt or was interrupted is never removed unless <paramref name="Unfinished"/>.</summary>
/// <param name="EndedBefore">Only runs that ended (or, unfinished ones, were last heard of) before this time (UTC).</param>
/// <param name="Unfinished">True for suspended, interrupted and doubtful runs too. Default: false.</param>
/// <param name="DryRun">True to tell what would go and remove nothing. Default: false.</param>
public sealed record PruneQuery(DateTimeOffset EndedBefore, bool Unfinished = false, bool DryRun = false);
