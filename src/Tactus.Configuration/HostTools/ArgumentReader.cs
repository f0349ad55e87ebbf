using System.Text.RegularExpressions;
using Tactus.Configuration.Keys;
using Tactus.Configuration.Problems;
using Tactus.Configuration.Reading;
using Tactus.Configuration.Yaml;
using Tactus.Policy.Schemas;
using Tactus.Policy.Templates;

namespace Tactus.Configuration.HostTools;

/// <summary>Reads what the arguments of a host tool must be.</summary>
internal static class ArgumentReader
{
    /// <summary>No arguments.</summary>
    public static IReadOnlyDictionary<string, ArgumentSchema> None { get; } = new Dictionary<string, ArgumentSchema>(StringComparer.Ordinal);

    /// <summary>Reads a map of arguments; wrong ones are reported and left out.</summary>
    public static IReadOnlyDictionary<string, ArgumentSchema> ReadMap(ReadContext context, string key, YamlNode node)
    {
        if (node is not YamlMapping mapping)
        {
            ScalarReader.WrongType(context, key, node, "a map of arguments", null);
            return None;
        }

        var arguments = new Dictionary<string, ArgumentSchema>(StringComparer.Ordinal);
        foreach (var entry in mapping.Entries)
        {
            var path = $"{key}.{entry.Key}";
            if (!TemplateText.IsName(entry.Key))
            {
                context.Problems.Add(ProblemCodes.WrongSchema, $"{path}: a name may hold ASCII letters, digits, \"_\" and \"-\" only.", entry.Mark, "Choose another name.");
                continue;
            }

            if (Read(context, path, entry.Value) is { } schema)
            {
                arguments.Add(entry.Key, schema);
            }
        }

        return arguments;
    }

    private static ArgumentSchema? Read(ReadContext context, string key, YamlNode node)
    {
        if (node is YamlScalar)
        {
            return ScalarReader.ReadChoice(context, KeyNode.Argument.Find("type")!.Row!, key, node) is ArgumentType named ? new ArgumentSchema { Type = named } : null;
        }

        if (node is not YamlMapping mapping)
        {
            ScalarReader.WrongType(context, key, node, "a type's name or a map of keys", null);
            return null;
        }

        var section = new SectionReader(context, KeyNode.Argument, key, mapping);
        if (section.Find("type") is not { } typeEntry)
        {
            context.Problems.Add(ProblemCodes.WrongSchema, $"{key} has no type.", mapping.Mark, "Write type: string, or any, if anything will do.");
            return null;
        }

        if (ScalarReader.ReadChoice(context, KeyNode.Argument.Find("type")!.Row!, section.PathOf("type"), typeEntry.Value) is not ArgumentType type)
        {
            return null;
        }

        var schema = Build(context, section, type);
        if ((ArgumentSchemaCheck.FindProblem(schema) ?? ArgumentDefaults.FindProblem(schema)) is { } problem)
        {
            context.Problems.Add(ProblemCodes.WrongSchema, $"{key} {problem}.", mapping.Mark, "Mend the argument's schema.");
            return null;
        }

        return schema;
    }

    private static ArgumentSchema Build(ReadContext context, SectionReader section, ArgumentType type) => new()
    {
        Type = type,
        Description = section.Text("description", ""),
        Required = section.Boolean("required"),
        DefaultJson = section.Find("default") is { } value ? YamlJson.ToJson(value.Value) : null,
        EnumJson = ReadEnum(context, section),
        Min = (double?)section.Scalar("min", ScalarReader.ReadNumber),
        Max = (double?)section.Scalar("max", ScalarReader.ReadNumber),
        MinLength = (int?)(long?)section.Scalar("min_length", ScalarReader.ReadInteger),
        MaxLength = (int?)(long?)section.Scalar("max_length", ScalarReader.ReadInteger),
        Pattern = ReadPattern(context, section),
        Items = section.Find("items") is { } items ? Read(context, section.PathOf("items"), items.Value) : null,
        Properties = section.Find("properties") is { } properties ? ReadMap(context, section.PathOf("properties"), properties.Value) : None,
        AllowLeadingDash = section.Boolean("allow_leading_dash"),
    };

    private static string[] ReadEnum(ReadContext context, SectionReader section)
    {
        if (section.Find("enum") is not { } entry)
        {
            return [];
        }

        if (entry.Value is YamlSequence { Items.Count: > 0 } sequence)
        {
            return [.. sequence.Items.Select(YamlJson.ToJson)];
        }

        ScalarReader.WrongType(context, section.PathOf("enum"), entry.Value, "a list of at least one value", null);
        return [];
    }

    private static string? ReadPattern(ReadContext context, SectionReader section)
    {
        if (section.Find("pattern") is not { } entry || ScalarReader.ReadText(context, section.PathOf("pattern"), entry.Value) is not { } pattern)
        {
            return null;
        }

        try
        {
            _ = new Regex(pattern, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant, Regex.InfiniteMatchTimeout);
            return pattern;
        }
        catch (Exception e) when (e is ArgumentException or NotSupportedException)
        {
            context.Problems.Add(
                ProblemCodes.WrongSchema, $"{section.PathOf("pattern")} cannot be used: {e.Message}", entry.Value.Mark, "Write it without look-around, back-references and atomic groups.");
            return null;
        }
    }
}
