namespace Tactus.Journal;

/// <summary>How far a branch came.</summary>
/// <param name="Completed">Position of its last answered entry; 0 when there is none.</param>
/// <param name="Open">The entry behind it whose answer is not known, or null.</param>
public sealed record BranchTail(long Completed, JournalEntry? Open);
