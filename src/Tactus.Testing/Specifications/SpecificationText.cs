using System.Text;

namespace Tactus.Testing.Specifications;

/// <summary>The text of a specification, and where it stands, so that every line of it has a place that a person can go to.</summary>
/// <param name="Text">The Gherkin text.</param>
/// <param name="File">The file it stands in, as a person knows it.</param>
/// <param name="FirstLine">The line of that file on which the text begins, counted from 1.</param>
public sealed record SpecificationText(string Text, string File, int FirstLine)
{
    private const int MostPlaces = 1000;
    private const int LongestSought = 256 * 1024;

    /// <summary>Finds where a text that a procedure declared begins in its source.</summary>
    /// <param name="text">The text as the declaration got it.</param>
    /// <param name="file">The file's name.</param>
    /// <param name="declared">The line of the declaration.</param>
    /// <param name="source">The file's bytes.</param>
    public static SpecificationText In(string text, string file, int declared, ReadOnlySpan<byte> source)
    {
        // A text in long brackets stands in the source as it is. One with escapes does not; then the declaration's line is the best there is.
        // Two that repeat themselves could keep the search busy for hours, so only the first places are looked at, and no text that nobody writes.
        ReadOnlySpan<byte> wanted = Encoding.UTF8.GetBytes(text);
        int best = 0;
        int line = 1;
        ReadOnlySpan<byte> rest = source;
        for (int i = 0; i < MostPlaces && wanted.Length is > 0 and <= LongestSought && rest.IndexOf(wanted) is var at && at >= 0; i++)
        {
            line += rest[..at].Count((byte)'\n');
            if (best == 0 || Math.Abs(line - declared) < Math.Abs(best - declared))
            {
                best = line;
            }

            line += rest[at] == '\n' ? 1 : 0;
            rest = rest[(at + 1)..];
        }

        return new SpecificationText(text, file, best == 0 ? declared : best);
    }

    /// <summary>The line of the file that a line of the text is.</summary>
    public int LineOf(int line) => FirstLine + Math.Max(line, 1) - 1;
}
