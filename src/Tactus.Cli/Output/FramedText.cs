using System.Text;

namespace Tactus.Cli.Output;

/// <summary>Text from a procedure as lines behind a bar, so that none of them can pass for one of ours.</summary>
/// <remarks>
/// Lines are broken here and not by the terminal, whose continuation would begin without the bar. How wide a terminal draws a character
/// is its own affair: whatever is not plain ASCII counts as two columns, so that no line is ever wider than was thought.
/// </remarks>
internal static class FramedText
{
    private const string Bar = "│ ";
    private const int LeastWidth = 20;
    private const int TabWidth = 4;

    /// <summary>The lines, made safe, each with its bar.</summary>
    /// <param name="text">Any text.</param>
    /// <param name="width">Columns of the terminal.</param>
    public static IEnumerable<string> Lines(string text, int width)
    {
        int room = Math.Max(width, LeastWidth) - Bar.Length - 1;
        foreach (string line in Clean(text).Split('\n'))
        {
            foreach (string part in Break(line, room))
            {
                yield return Bar + part;
            }
        }
    }

    /// <summary>One line of safe text that takes at most so many columns.</summary>
    public static string Cut(string text, int columns)
    {
        string line = Clean(text).Replace('\n', ' ');
        string first = Break(line, columns).First();
        return first.Length == line.Length ? line : Break(line, columns - 2).First() + "…";
    }

    /// <summary>How many columns a line may take.</summary>
    public static int Columns(string line) => line.EnumerateRunes().Sum(ColumnsOf);

    private static int ColumnsOf(Rune rune) => rune.IsAscii ? 1 : 2;

    private static string Clean(string text) =>
        SafeText.Clean(text.ReplaceLineEndings("\n")).Replace("\t", new string(' ', TabWidth), StringComparison.Ordinal);

    private static IEnumerable<string> Break(string line, int room)
    {
        var part = new StringBuilder();
        int taken = 0;
        foreach (Rune rune in line.EnumerateRunes())
        {
            int columns = ColumnsOf(rune);
            if (taken + columns > room)
            {
                yield return part.ToString();
                part.Clear();
                taken = 0;
            }

            part.Append(rune.ToString());
            taken += columns;
        }

        yield return part.ToString();
    }
}
