using System.CommandLine;
using Tactus.Broker.People;
using Tactus.Cli.Output;
using Tactus.Cli.Questions;
using Tactus.Journal;
using Tactus.Protocol;
using Tactus.Protocol.Values;

namespace Tactus.Cli.Commands.Runs;

/// <summary><c>tactus runs respond</c>: answers the question that a run waits with, and lets it go on.</summary>
internal static class RunsRespondCommand
{
    public static Command Create(CliContext context)
    {
        Argument<string> id = CommonOptions.RunId();
        Option<string?> entry = EntryOption.Create("The question, when the run has several");
        var answers = new AnswerOptions();
        var resumption = new Resumption();
        var command = new Command("respond", "Answer the question that a run waits with, and let it go on") { id, entry };
        answers.AddTo(command);
        resumption.AddTo(command);
        context.SetAction(command, resumption.Json, async (parsed, cancellationToken) =>
        {
            EntryKey? wanted = EntryOption.Read(parsed.GetValue(entry));
            string runId = await RunIds.ResolveAsync(context.Store, parsed.GetValue(id)!, cancellationToken);
            RunRecord run = (await context.Store.FindAsync(runId, cancellationToken))!;
            RequireUnended(run, context.Time.GetUtcNow());
            OpenQuestion open = Choose(runId, wanted, await OpenQuestions.ReadAsync(context.Store, runId, cancellationToken));
            Value? answer = answers.Read(parsed, open.Question, new AnsweredFiles(run.WorkingDirectory));
            answer ??= await AskAsync(context, run, open, cancellationToken);
            if (answer is null)
            {
                context.Console.Note($"not answered; the question stays open: tactus runs respond {runId}");
                return ExitCode.Suspended;
            }

            Value kept = await OpenQuestions.AnswerAsync(
                context.Store, open, answer, $"{Person.Name} (runs respond)", context.Time.GetUtcNow(), cancellationToken);
            var settled = new Settlement(runId, open.Asked.Key, "answered", kept);
            return await resumption.GoOnAsync(context, parsed, settled, cancellationToken);
        });
        return command;
    }

    // What ended for good leaves questions behind that nobody waits for.
    private static void RequireUnended(RunRecord run, DateTimeOffset now)
    {
        RunStatus status = run.EffectiveStatus(now);
        if (status is RunStatus.Succeeded or RunStatus.Failed or RunStatus.Refused or RunStatus.Cancelled)
        {
            throw new TactusException("TAC7201", $"run {run.Id} has ended ({RunStatusNames.ToText(status)})", $"tactus runs show {run.Id} tells how");
        }
    }

    private static OpenQuestion Choose(string runId, EntryKey? wanted, IReadOnlyList<OpenQuestion> all)
    {
        if (wanted is { } key)
        {
            return all.FirstOrDefault(question => question.Asked.Key == key) ?? throw new TactusException(
                "TAC7203", $"run {runId} has no open question at {EntryOption.ToText(key)}", List(runId, all));
        }

        OpenQuestion[] unanswered = [.. all.Where(question => question.Answer is null)];
        return (unanswered, all) switch
        {
            ([var only], _) => only,
            // The answer that is there already will be named by the refusal of a second one.
            ([], [var answered]) => answered,
            ([], _) => throw new TactusException("TAC7201", $"run {runId} has no open question", $"tactus runs show {runId} tells what it does"),
            _ => throw new TactusException("TAC7202", $"run {runId} has {unanswered.Length} open questions", List(runId, unanswered)),
        };
    }

    private static string List(string runId, IReadOnlyList<OpenQuestion> questions) => questions.Count == 0
        ? $"tactus runs show {runId} tells what it does"
        : "name one of them:" + string.Concat(questions.Select(question =>
            $"\n--entry {EntryOption.ToText(question.Asked.Key)}  {question.Asked.Type}: {SafeText.OneLine(question.Question.Message, 80)}"));

    private static async Task<Value?> AskAsync(CliContext context, RunRecord run, OpenQuestion open, CancellationToken cancellationToken)
    {
        QuestionText.Show(context.Console, open.Asked, open.Question);
        if (!context.Console.IsDialog)
        {
            throw new TactusException(
                "TAC7206", "no answer is given, and nobody can be asked here", $"answer with {AnswerOptions.Fitting(open.Question)}");
        }

        return await QuestionDialog.Create(context.Console, run.WorkingDirectory).AskAsync(open.Question, cancellationToken);
    }
}
