namespace Tactus.Journal;

/// <summary>What somebody outside said about an entry that waits: a person's answer, or what became of an effect in doubt.</summary>
/// <param name="RunId">The run.</param>
/// <param name="Key">The entry.</param>
/// <param name="Value">The value's encoding.</param>
/// <param name="AnsweredBy">Who: a user name and how they answered, for people.</param>
/// <param name="At">When (UTC).</param>
public sealed record RunAnswer(string RunId, EntryKey Key, byte[] Value, string AnsweredBy, DateTimeOffset At);
