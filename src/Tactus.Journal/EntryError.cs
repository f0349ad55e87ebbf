namespace Tactus.Journal;

/// <summary>The error an effect was answered with.</summary>
public sealed record EntryError(string Code, string Message, string Kind, bool Retryable, string? Mend);
