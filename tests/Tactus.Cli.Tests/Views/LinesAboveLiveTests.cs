using Spectre.Console;
using Tactus.Cli.Views;

namespace Tactus.Cli.Tests.Views;

// Proves that nothing of a longer live line stays beside what is printed over it, and that a terminal without escapes is sent none.
public sealed class LinesAboveLiveTests
{
    private const string EraseToEnd = "\u001b[0J";

    [Theory]
    [InlineData(AnsiSupport.Yes, EraseToEnd + "short")]
    [InlineData(AnsiSupport.No, "short")]
    public void What_stood_there_is_erased_first(AnsiSupport support, string expected)
    {
        using var written = new StringWriter();
        IAnsiConsole terminal = AnsiConsole.Create(new AnsiConsoleSettings { Ansi = support, ColorSystem = ColorSystemSupport.NoColors, Out = new AnsiConsoleOutput(written) });

        terminal.Write(new LinesAboveLive("short\n", Style.Plain));

        written.ToString().ReplaceLineEndings("\n").ShouldBe(expected + "\n");
    }
}
