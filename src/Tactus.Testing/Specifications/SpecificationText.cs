using System.Text;

namespace Tactus.Testing.Specifications;

/// <summary>The text of a specification, and where it stands, so that every line of it has a place that a person can go to.</summary>
/// <param name="Text">The Gherkin text.</param>
/// <param name="File">The file it stands in, as a person knows it.</param>
/// <param name="FirstLine">The line of that file on which the text begins, counted from 1.</param>
public sealed record SpecificationText(string Text, string File, int FirstLine)
{
    /// <summary>Finds where a text that a procedure declared begins in its source.</summary>
    /// <param name="text">The text as the declaration got it.</param>
    /// <param name="file">The file's name.</param>
    /// <param name="declared">The line of the declaration.</param>
    /// <param name="source">The file's bytes.</param>
    public static SpecificationText In(string text, string file, int declared, ReadOnlySpan<byte> source)
    {
        // A text in long brackets stands in the source as it is. One with escapes does not; then the declaration's line is the best there is.
        ReadOnlySpan<byte> wanted = Encoding.UTF8.GetBytes(text);
        int best = 0;
        int start = 0;
        while (wanted.Length > 0 && source[start..].IndexOf(wanted) is var at && at >= 0)
        {
            int line = source[..(start + at)].Count((byte)'\n') + 1;
            if (best == 0 || Math.Abs(line - declared) < Math.Abs(best - declared))
            {
                best = line;
            }

            start += at + 1;
        }

        return new SpecificationText(text, file, best == 0 ? declared : best);
    }

    /// <summary>The line of the file that a line of the text is.</summary>
    public int LineOf(int line) => FirstLine + Math.Max(line, 1) - 1;
}
