namespace Tactus.Journal;

/// <summary>One append: a whole new entry, or the end of one that stands as an intent.</summary>
/// <param name="Entry">The entry as it now is.</param>
/// <param name="CompletesIntent">True when an intent of the same key was appended before.</param>
public sealed record JournalWrite(JournalEntry Entry, bool CompletesIntent);
