using System.Globalization;
using Tactus.Configuration.Keys;
using Tactus.Configuration.Problems;
using Tactus.Configuration.Units;
using Tactus.Configuration.Yaml;

namespace Tactus.Configuration.Reading;

/// <summary>Reads values that are one scalar. Every method returns null after it reported a problem.</summary>
internal static class ScalarReader
{
    public static object? ReadBoolean(ReadContext context, ConfigurationKey row, string key, YamlNode node)
    {
        if (node is YamlScalar { Kind: YamlScalarKind.Boolean } scalar)
        {
            var text = scalar.Text.ToLowerInvariant();
            return row.IsFalseOnlyForFlags && text == "false" && IsInFile(context, key, text, node.Mark) ? null : text == "true";
        }

        return WrongType(context, key, node, "true or false", IsOldBoolean(node) ? "YAML 1.1's yes, no, on and off are text here; write true or false." : null);
    }

    public static object? ReadInteger(ReadContext context, ConfigurationKey row, string key, YamlNode node)
    {
        if (node is not YamlScalar { Kind: YamlScalarKind.Integer } scalar)
        {
            return WrongType(context, key, node, "a whole number", null);
        }

        return long.TryParse(scalar.Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value)
            && (row.Least is null || value >= long.Parse(row.Least, CultureInfo.InvariantCulture))
            && (row.Greatest is null || value <= long.Parse(row.Greatest, CultureInfo.InvariantCulture))
            ? value
            : OutOfRange(context, row, key, node);
    }

    public static object? ReadNumber(ReadContext context, ConfigurationKey row, string key, YamlNode node)
    {
        if (node is not YamlScalar { Kind: YamlScalarKind.Integer or YamlScalarKind.Float } scalar)
        {
            return WrongType(context, key, node, "a number", null);
        }

        var value = double.Parse(scalar.Text, NumberStyles.Float, CultureInfo.InvariantCulture);
        return double.IsFinite(value)
            && (row.Least is null || value >= double.Parse(row.Least, CultureInfo.InvariantCulture))
            && (row.Greatest is null || value <= double.Parse(row.Greatest, CultureInfo.InvariantCulture))
            ? value
            : OutOfRange(context, row, key, node);
    }

    public static object? ReadDuration(ReadContext context, ConfigurationKey row, string key, YamlNode node)
    {
        if (node is not YamlScalar { Kind: YamlScalarKind.Integer or YamlScalarKind.Text } scalar)
        {
            return WrongType(context, key, node, "a duration", "Write whole seconds, or a whole number with ms, s, m, h or d, for instance 90s.");
        }

        if (!UnitText.TryParseDuration(scalar.Text, out var value))
        {
            return BadUnit(context, key, scalar, "a duration", "Write whole seconds, or a whole number with ms, s, m, h or d, for instance 90s.");
        }

        return (row.Least is null || value >= UnitText.ParseDuration(row.Least)) && (row.Greatest is null || value <= UnitText.ParseDuration(row.Greatest))
            ? value
            : OutOfRange(context, row, key, node);
    }

    public static object? ReadSize(ReadContext context, ConfigurationKey row, string key, YamlNode node)
    {
        if (node is not YamlScalar { Kind: YamlScalarKind.Integer or YamlScalarKind.Text } scalar)
        {
            return WrongType(context, key, node, "a size", "Write whole bytes, or a whole number with k, m, g or t, for instance 512m.");
        }

        if (!UnitText.TryParseSize(scalar.Text, out var value))
        {
            return BadUnit(context, key, scalar, "a size", "Write whole bytes, or a whole number with k, m, g or t, for instance 512m.");
        }

        return (row.Least is null || value >= UnitText.ParseSize(row.Least)) && (row.Greatest is null || value <= UnitText.ParseSize(row.Greatest))
            ? value
            : OutOfRange(context, row, key, node);
    }

    /// <summary>Reads one of a few words; the result is what the word means.</summary>
    public static object? ReadChoice(ReadContext context, ConfigurationKey row, string key, YamlNode node)
    {
        if (node is not YamlScalar scalar)
        {
            return WrongType(context, key, node, $"one of {Words(row.Choices)}", null);
        }

        if (row.Choices.FirstOrDefault(candidate => candidate.Word == scalar.Text) is not { } choice)
        {
            var nearest = NearestKey.Find(scalar.Text, row.Choices.Select(candidate => candidate.Word));
            context.Problems.Add(
                ProblemCodes.WrongValue,
                $"{key} is {scalar.Description}; it must be one of {Words(row.Choices)}.",
                node.Mark,
                nearest is null ? null : $"Did you mean {nearest}?");
            return null;
        }

        if (!choice.IsBuilt)
        {
            context.Problems.Add(
                ProblemCodes.NotBuilt, $"{key}: {choice.Word} is not built yet.", node.Mark, $"Use {Words(row.Choices.Where(candidate => candidate.IsForFiles))}.");
            return null;
        }

        return choice.IsOnlyForFlags && IsInFile(context, key, choice.Word, node.Mark) ? null : choice.Value;
    }

    /// <summary>Reads text. A plain scalar that means something else must be quoted, so that nobody is surprised.</summary>
    public static string? ReadText(ReadContext context, string key, YamlNode node)
    {
        if (node is YamlScalar { Kind: YamlScalarKind.Text } scalar)
        {
            return scalar.Text;
        }

        WrongType(context, key, node, "text", node is YamlScalar { Kind: not YamlScalarKind.Null } other ? $"Put it in quotes: \"{other.Text}\"." : null);
        return null;
    }

    /// <summary>Reports a value of the wrong type.</summary>
    /// <returns>Null.</returns>
    public static object? WrongType(ReadContext context, string key, YamlNode node, string wanted, string? mend)
    {
        context.Problems.Add(ProblemCodes.WrongType, $"{key} must be {wanted}, but is {node.Description}.", node.Mark, mend);
        return null;
    }

    private static object? OutOfRange(ReadContext context, ConfigurationKey row, string key, YamlNode node)
    {
        context.Problems.Add(
            ProblemCodes.WrongValue, $"{key} is {((YamlScalar)node).Text}; it must be from {row.Least ?? "any"} to {row.Greatest ?? "any"}.", node.Mark, "Choose a value in the range.");
        return null;
    }

    private static object? BadUnit(ReadContext context, string key, YamlScalar scalar, string wanted, string mend)
    {
        context.Problems.Add(ProblemCodes.WrongValue, $"{key} is {scalar.Description}, which is not {wanted}.", scalar.Mark, mend);
        return null;
    }

    private static string Words(IEnumerable<KeyChoice> choices) => string.Join(", ", choices.Select(choice => choice.Word));

    private static bool IsInFile(ReadContext context, string key, string text, YamlMark mark)
    {
        if (context.File is null)
        {
            return false;
        }

        context.Problems.Add(
            ProblemCodes.WrongLayer,
            $"{key}: {text} takes the sandbox away, and only the command line may do that.",
            mark,
            "Remove the line; use --no-sandbox for a single run.");
        return true;
    }

    private static bool IsOldBoolean(YamlNode node) =>
        node is YamlScalar scalar && scalar.Text.ToLowerInvariant() is "yes" or "no" or "on" or "off" or "y" or "n";
}
