using Gherkin.Ast;

namespace Tactus.Testing.Specifications;

/// <summary>One row of an outline's examples: what stands for each name in angle brackets.</summary>
internal sealed class ExampleRow
{
    private readonly Dictionary<string, string> _values;

    private ExampleRow(Dictionary<string, string> values) => _values = values;

    /// <summary>Reads a row under its header.</summary>
    public static ExampleRow Of(TableRow header, TableRow row)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach ((TableCell name, TableCell value) in header.Cells.Zip(row.Cells))
        {
            values[name.Value] = value.Value;
        }

        return new ExampleRow(values);
    }

    /// <summary>A text with the values put in. A name that the header does not have stays.</summary>
    /// <param name="text">The text.</param>
    /// <param name="most">Most characters of the result.</param>
    /// <returns>Null when it would be longer.</returns>
    public string? PutInto(string text, long most)
    {
        foreach ((string name, string value) in _values)
        {
            string place = $"<{name}>";
            if (text.Length + ((long)text.AsSpan().Count(place) * (value.Length - place.Length)) > most)
            {
                return null;
            }

            text = text.Replace(place, value, StringComparison.Ordinal);
        }

        return text;
    }
}
