using System.Text;
using Tactus.Testing.Steps;

namespace Tactus.Testing.Docs;

/// <summary>Writes the table of built-in steps as Markdown: the part of docs/testing.md that nobody writes by hand.</summary>
public static class StepTableMarkdown
{
    /// <summary>The table, each line ended by a line feed.</summary>
    public static string Write()
    {
        var text = new StringBuilder();
        text.Append("| about | step | what it does |\n");
        text.Append("|---|---|---|\n");
        foreach (StepDefinition step in StepTable.All)
        {
            text.Append($"| {step.Group} | `{Escape(step.Form)}` | {Escape(step.Meaning)} |\n");
        }

        return text.ToString();
    }

    private static string Escape(string text) => text.Replace("|", "\\|", StringComparison.Ordinal);
}
