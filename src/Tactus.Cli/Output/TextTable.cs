using System.Text;

namespace Tactus.Cli.Output;

/// <summary>Columns aligned with spaces; the same piped and on a terminal, but for the heading's style.</summary>
/// <remarks>A plain table, not a drawn one: it can be read by <c>awk</c>, and no drawing library is loaded for a list of runs.</remarks>
internal sealed class TextTable(params string[] headings)
{
    private readonly List<(string[] Cells, TextStyle Style)> _rows = [];

    /// <summary>Adds a row; cells are cleaned and put on one line.</summary>
    public void Add(params string[] cells) => Add(TextStyle.Plain, cells);

    /// <summary>Adds a row in a style.</summary>
    public void Add(TextStyle style, params string[] cells) => _rows.Add(([.. cells.Select(cell => SafeText.OneLine(cell, 200))], style));

    /// <summary>Prints it on standard output.</summary>
    public void Print(CliConsole console)
    {
        int[] widths = [.. headings.Select((heading, column) => Math.Max(heading.Length, _rows.Select(row => row.Cells[column].Length).DefaultIfEmpty().Max()))];
        console.Out.WriteLine(TextStyle.Bold.Apply(Line(headings, widths), console.OutColours));
        foreach ((string[] cells, TextStyle style) in _rows)
        {
            console.Out.WriteLine(style.Apply(Line(cells, widths), console.OutColours));
        }
    }

    private static string Line(string[] cells, int[] widths)
    {
        var line = new StringBuilder();
        for (int column = 0; column < cells.Length; column++)
        {
            line.Append(column == cells.Length - 1 ? cells[column] : cells[column].PadRight(widths[column] + 2));
        }

        return line.ToString().TrimEnd(' ');
    }
}
