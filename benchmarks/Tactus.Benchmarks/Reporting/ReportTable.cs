using System.Globalization;
using System.Text;

namespace Tactus.Benchmarks.Reporting;

/// <summary>A table in Markdown: what was measured, beside what, the ratio, the goal.</summary>
/// <param name="title">What it is about.</param>
internal sealed class ReportTable(string title)
{
    private readonly List<string> _rows = [];

    /// <summary>Adds a row with a ratio.</summary>
    /// <param name="what">What was measured.</param>
    /// <param name="value">Its median, with its unit.</param>
    /// <param name="beside">What it was measured against, and that one's median.</param>
    /// <param name="ratio">Median of the ratios.</param>
    /// <param name="goal">Largest ratio that was promised, or null.</param>
    public void AddRatio(string what, string value, string beside, double ratio, double? goal = null) =>
        Add(what, value, beside, Invariant($"{ratio:0.00}"), goal is { } most ? Invariant($"≤ {most:0.0} ×: {Verdict(ratio <= most)}") : "");

    /// <summary>Adds a row with a plain figure.</summary>
    /// <param name="what">What was measured.</param>
    /// <param name="value">The figure.</param>
    /// <param name="unit">Its unit.</param>
    /// <param name="goal">What it must stay under, or null.</param>
    /// <param name="beside">What it was measured against, and that one's median, or empty.</param>
    /// <param name="ratio">Median of the ratios to that, or null.</param>
    public void AddFigure(string what, double value, string unit, double? goal = null, string beside = "", double? ratio = null) =>
        Add(
            what, Invariant($"{value:0.0} {unit}"), beside, ratio is { } times ? Invariant($"{times:0.00}") : "",
            goal is { } most ? Invariant($"< {most:0} {unit}: {Verdict(value < most)}") : "");

    /// <summary>Adds a row that says why there is no figure.</summary>
    public void AddAbsence(string what, string why) => Add(what, why, "", "", "");

    /// <inheritdoc/>
    public override string ToString()
    {
        var text = new StringBuilder();
        text.AppendLine(CultureInfo.InvariantCulture, $"## {title}").AppendLine();
        text.AppendLine("| what | median | beside | ratio | goal |").AppendLine("|---|---|---|---|---|");
        return text.AppendJoin('\n', _rows).AppendLine().ToString();
    }

    private static string Verdict(bool met) => met ? "met" : "**missed**";

    private static string Invariant(FormattableString text) => FormattableString.Invariant(text);

    private void Add(params string[] cells) => _rows.Add($"| {string.Join(" | ", cells)} |");
}
