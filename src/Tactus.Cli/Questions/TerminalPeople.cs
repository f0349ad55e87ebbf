using Tactus.Broker.People;
using Tactus.Cli.Output;
using Tactus.Cli.Views;
using Tactus.Journal;
using Tactus.Protocol.Values;

namespace Tactus.Cli.Questions;

/// <summary>Asks the person at this terminal, one question after the other; the view of the run stands still meanwhile.</summary>
internal sealed class TerminalPeople(CliContext context, IRunView view) : IHumanChannel, IDisposable
{
    private readonly SemaphoreSlim _turn = new(1, 1);

    /// <inheritdoc/>
    public async ValueTask<HumanAnswer?> AskAsync(HumanQuestion question, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            await using IAsyncDisposable pause = await view.PauseAsync();
            Question read = QuestionReader.Read(question.Type, question.Arguments);
            QuestionText.Show(context.Console, question, read);
            RunRecord? run = await context.Store.FindAsync(question.RunId, cancellationToken);
            Value? answer = await QuestionDialog.Create(context.Console, run?.WorkingDirectory ?? "").AskAsync(read, cancellationToken);
            return answer is null ? null : new HumanAnswer(answer, $"{Person.Name} (terminal)");
        }
        catch (OperationCanceledException)
        {
            context.Console.Note("tactus: the question is taken back", TextStyle.Dim);
            throw;
        }
        finally
        {
            _turn.Release();
        }
    }

    public void Dispose() => _turn.Dispose();
}
