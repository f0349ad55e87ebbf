using Gherkin.Ast;
using Tactus.Protocol.Values;

namespace Tactus.Testing.Specifications;

/// <summary>A step's table as a custom step gets it: a list of rows, each a map from the first row's names to texts.</summary>
internal static class StepTableValue
{
    /// <summary>Reads a table.</summary>
    /// <param name="table">The table.</param>
    /// <param name="put">Puts the values of an outline's row into a cell.</param>
    public static ListValue Of(DataTable table, Func<string, string> put)
    {
        TableRow[] rows = [.. table.Rows];
        string[] names = [.. rows[0].Cells.Select(cell => put(cell.Value))];
        return Value.ListOf([.. rows.Skip(1).Select(row => RowOf(names, row, put))]);
    }

    private static MapValue RowOf(string[] names, TableRow row, Func<string, string> put)
    {
        var entries = new Dictionary<string, Value>(StringComparer.Ordinal);
        foreach ((string name, TableCell cell) in names.Zip(row.Cells))
        {
            entries[name] = Value.Of(put(cell.Value));
        }

        return Value.MapOf([.. entries.Select(entry => (entry.Key, entry.Value))]);
    }
}
