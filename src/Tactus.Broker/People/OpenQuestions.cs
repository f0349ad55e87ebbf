using Tactus.Broker.Waiting;
using Tactus.Journal;
using Tactus.Protocol;
using Tactus.Protocol.Values;

namespace Tactus.Broker.People;

/// <summary>The questions of a run that wait, and the one way to answer them from outside of it.</summary>
public static class OpenQuestions
{
    /// <summary>The questions of a run that wait, in the order in which they were asked; also those that are answered and not taken yet.</summary>
    /// <exception cref="TactusException">TAC3707: a question in the journal cannot be read.</exception>
    public static async Task<IReadOnlyList<OpenQuestion>> ReadAsync(IRunStore store, string runId, CancellationToken cancellationToken)
    {
        var found = new List<OpenQuestion>();
        await foreach (JournalEntry entry in store.ReadOpenAsync(runId, cancellationToken))
        {
            if (entry.Kind == HumanAsk.EffectKind)
            {
                (HumanQuestion asked, Question question) = Read(runId, entry);
                found.Add(new OpenQuestion(asked, question, await store.FindAnswerAsync(runId, entry.Key, cancellationToken)));
            }
        }

        return found;
    }

    /// <summary>Keeps the answer to a question. It is on disk when this returns; the run takes it when it goes on.</summary>
    /// <param name="store">The journal.</param>
    /// <param name="open">The question.</param>
    /// <param name="answer">The answer.</param>
    /// <param name="answeredBy">Who and how: <c>ann (runs respond)</c>.</param>
    /// <param name="now">The time (UTC).</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The answer as the procedure will get it.</returns>
    /// <exception cref="TactusException">TAC3703: it does not fit. TAC6109: somebody was first; the message says who. Nothing was recorded.</exception>
    public static async Task<Value> AnswerAsync(
        IRunStore store, OpenQuestion open, Value answer, string answeredBy, DateTimeOffset now, CancellationToken cancellationToken)
    {
        Value value = AnswerCheck.Check(open.Question, answer);
        await store.AnswerAsync(new RunAnswer(open.Asked.RunId, open.Asked.Key, value.Encode(), answeredBy, now), cancellationToken);
        return value;
    }

    private static (HumanQuestion Asked, Question Question) Read(string runId, JournalEntry entry)
    {
        try
        {
            var arguments = (MapValue)Value.Decode(entry.Arguments);
            DateTimeOffset? due = entry.Result is { } note ? Moment.Read(Value.Decode(note)) : null;
            var asked = new HumanQuestion(runId, entry.Key, entry.Name, arguments, due, entry.SourceFile, entry.SourceLine);
            return (asked, QuestionReader.Read(entry.Name, arguments));
        }
        catch (Exception problem) when (problem is QuestionFormatException or InvalidDataException or InvalidCastException or ValueFormatException)
        {
            throw new TactusException(
                "TAC3707", $"the question at {entry.Key.Branch}:{entry.Key.Position} of run {runId} cannot be read: {problem.Message}",
                "it was written by another version of Tactus, or the journal is damaged", inner: problem);
        }
    }
}
