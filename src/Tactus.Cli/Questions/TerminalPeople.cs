using Tactus.Broker.People;
using Tactus.Cli.Output;
using Tactus.Cli.Views;
using Tactus.Protocol.Values;

namespace Tactus.Cli.Questions;

/// <summary>Asks the person at this terminal, one question after the other; the view of the run stands still meanwhile.</summary>
internal sealed class TerminalPeople(CliConsole console, IRunView view, QuestionDialog dialog, string person) : IHumanChannel, IDisposable
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
            QuestionText.Show(console, question, read);
            Value? answer = await dialog.AskAsync(read, cancellationToken);
            return answer is null ? null : new HumanAnswer(answer, $"{person} (terminal)");
        }
        catch (OperationCanceledException)
        {
            console.Note("tactus: the question is taken back", TextStyle.Dim);
            throw;
        }
        finally
        {
            _turn.Release();
        }
    }

    public void Dispose() => _turn.Dispose();
}
