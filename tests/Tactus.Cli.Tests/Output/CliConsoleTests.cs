using System.Text;
using Tactus.Cli.Output;

namespace Tactus.Cli.Tests.Output;

// Proves that a question is put on standard error, and that giving up ends it although reading a terminal cannot be cancelled.
public sealed class CliConsoleTests
{
    [Fact]
    public async Task A_question_has_the_line_as_its_answer()
    {
        using var output = new MemoryStream();
        using var error = new MemoryStream();
        using var console = new CliConsole(output, error, static () => "yes");

        (await console.AskAsync("sure? ", CancellationToken.None)).ShouldBe("yes");

        Encoding.UTF8.GetString(error.ToArray()).ShouldBe("sure? ");
        output.Length.ShouldBe(0);
    }

    [Fact]
    public async Task Giving_up_does_not_wait_for_the_line()
    {
        using var typed = new ManualResetEventSlim();
        using var reading = new SemaphoreSlim(0);
        using var giveUp = new CancellationTokenSource();
        using var console = new CliConsole(new MemoryStream(), new MemoryStream(), () =>
        {
            reading.Release();
            typed.Wait(CancellationToken.None);
            return "too late";
        });

        Task<string?> answer = console.AskAsync("sure? ", giveUp.Token);
        await reading.WaitAsync();
        answer.IsCompleted.ShouldBeFalse();
        await giveUp.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(answer);
        typed.Set();
    }
}
