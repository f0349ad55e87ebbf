using Tactus.Journal;
using Tactus.Protocol.Values;

namespace Tactus.Broker.People;

/// <summary>A question to a person, as the procedure asked it and redacted. <see cref="QuestionReader"/> can read it.</summary>
/// <param name="RunId">The run that asks.</param>
/// <param name="Key">The entry that waits.</param>
/// <param name="Type">approve, input, select, multiple, review, upload, escalate or custom.</param>
/// <param name="Arguments">The normalised question: <c>message</c> and what its type knows besides.</param>
/// <param name="DueAt">When the default answers, or the wait fails; null for never (UTC).</param>
/// <param name="SourceFile">File of the call, or empty.</param>
/// <param name="SourceLine">Line of the call; 0 when unknown.</param>
public sealed record HumanQuestion(
    string RunId, EntryKey Key, string Type, MapValue Arguments, DateTimeOffset? DueAt, string SourceFile = "", int SourceLine = 0);
