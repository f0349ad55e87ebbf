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
    public string PutInto(string text)
    {
        foreach ((string name, string value) in _values)
        {
            text = text.Replace($"<{name}>", value, StringComparison.Ordinal);
        }

        return text;
    }
}
