using System.Text;
using Tactus.Configuration.Keys;

namespace Tactus.Configuration.Docs;

/// <summary>Writes the table of keys as Markdown: the part of docs/configuration.md that nobody writes by hand.</summary>
public static class KeysTable
{
    /// <summary>The table, each line ended by a line feed.</summary>
    public static string ToMarkdown()
    {
        var text = new StringBuilder();
        text.Append("| key | value | default | what it does | widens | ceiling |\n");
        text.Append("|---|---|---|---|---|---|\n");
        foreach (var row in ConfigurationKeys.All)
        {
            text.Append(Row(row)).Append('\n');
        }

        return text.ToString();
    }

    private static string Row(ConfigurationKey row)
    {
        var key = row.Path.Replace("*", "NAME", StringComparison.Ordinal);
        var value = row.Default is null ? "" : $"`{row.Default}`";
        return $"| `{key}` | {ValueOf(row)} | {value} | {Escape(row.Summary)} | {row.Widens} | {(row.CanBeCeiling ? "yes" : "")} |";
    }

    private static string ValueOf(ConfigurationKey row)
    {
        var kind = row.Kind switch
        {
            ValueKind.Choice => string.Join(", ", row.Choices.Select(Word)),
            ValueKind.Boolean when row.IsFalseOnlyForFlags => "`true`; `false` only on the command line",
            ValueKind.Boolean => "`true`, `false`",
            ValueKind.Integer => "whole number",
            ValueKind.TemplateList => "list of templates",
            ValueKind.TemplateTree => "any YAML of templates",
            ValueKind.ToolPatterns => "list of names and patterns",
            ValueKind.ModelId => "provider/model",
            ValueKind.ModelPatterns => "list of ids and patterns",
            ValueKind.Volumes => "list of volumes",
            ValueKind.Hosts => "list of hosts",
            ValueKind.Value => "any value",
            ValueKind.ValueList => "list of values",
            ValueKind.Argument => "type or argument",
            ValueKind.Arguments => "map of arguments",
            ValueKind.Command => "program, or list of program and arguments",
            ValueKind.HostTool or ValueKind.McpServer or ValueKind.ModelProvider or ValueKind.ModelPrice or ValueKind.Section => "map",
            _ => row.Kind.ToString().ToLowerInvariant(),
        };
        return row.Least is null ? kind : $"{kind}, {row.Least} to {row.Greatest}";
    }

    private static string Word(KeyChoice choice)
    {
        var note = !choice.IsBuilt ? " (not built yet)" : choice.IsOnlyForFlags ? " (only on the command line)" : "";
        return $"`{choice.Word}`{note}";
    }

    private static string Escape(string text) => text.Replace("|", "\\|", StringComparison.Ordinal);
}
