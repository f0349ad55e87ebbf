using Tactus.Cli.Output;
using Tactus.Protocol.Values;

namespace Tactus.Cli.Commands.Describing;

/// <summary>A description for a person: one section for each kind of declaration, one line for each declaration, and its fields beneath it.</summary>
/// <remarks>A guest said it, so nothing is taken for granted: what has another shape than it should is left out, and what is printed is cleaned.</remarks>
internal sealed class DescriptionText(CliConsole console)
{
    private const int LongestText = 120;

    /// <summary>Prints it on standard output.</summary>
    public void Print(MapValue description)
    {
        Section("Procedures", description, "procedures", _ => "", Schemas);
        Script(description);
        Section("Agents", description, "agents", Agent);
        Section("Tools", description, "tools", Tool, tool => Fields("takes", tool, "input"));
        Section("Toolsets", description, "toolsets", toolset => Text(toolset, "server") is { Length: > 0 } server ? $"MCP server {server}" : "");
        Section("Models", description, "models", model => Text(model, "type"));
        Section("Contexts", description, "contexts", _ => "");
        Names("Tasks", description, "tasks");
        Names("Mocks", description, "mocks");
        Section("Steps", description, "steps", _ => "", name: "text");
        Section("Specifications", description, "specifications", _ => "", name: null);
        Section("Evaluations", description, "evaluations", _ => "");
    }

    private void Script(MapValue description)
    {
        if (description.TryGet("input", out _) || description.TryGet("output", out _))
        {
            Heading("Script");
            Schemas(description);
        }
    }

    private void Section(
        string heading, MapValue description, string key, Func<MapValue, string> detail, Action<MapValue>? beneath = null, string? name = "name")
    {
        MapValue[] entries = [.. Items(description, key).OfType<MapValue>()];
        if (entries.Length == 0)
        {
            return;
        }

        Heading(heading);
        foreach (MapValue entry in entries)
        {
            string title = name is null ? FirstLine(entry) : Text(entry, name);
            string[] parts = [title, detail(entry), $"{Text(entry, "file")}:{Number(entry, "line")}"];
            console.Out.WriteLine("  " + string.Join("  ", parts.Where(part => part.Length > 0)));
            beneath?.Invoke(entry);
        }
    }

    private void Names(string heading, MapValue description, string key)
    {
        string[] names = [.. Items(description, key).Select(Text).Where(name => name.Length > 0)];
        if (names.Length > 0)
        {
            Heading(heading);
            console.Out.WriteLine("  " + string.Join(", ", names));
        }
    }

    private void Schemas(MapValue declaration)
    {
        Fields("input", declaration, "input");
        if (Map(declaration, "output") is { } output)
        {
            if (Map(output, "properties") is not null)
            {
                Fields("output", output, "properties");
            }
            else
            {
                console.Out.WriteLine($"    output  {FieldText(output)}");
            }
        }

        Fields("state", declaration, "state");
    }

    private void Fields(string label, MapValue declaration, string key)
    {
        foreach ((string name, MapValue field) in Map(declaration, key)?.Entries.Select(Field) ?? [])
        {
            console.Out.WriteLine($"    {label}  {name}  {FieldText(field)}");
        }
    }

    private static (string Name, MapValue Field) Field(KeyValuePair<byte[], Value> entry) => (Text(Value.Of(entry.Key)), entry.Value as MapValue ?? Value.EmptyMap);

    private static string FieldText(MapValue field)
    {
        string[] parts =
        [
            Text(field, "type"),
            field.TryGet("required", out Value? required) && required.Equals(Value.True) ? "required" : "",
            field.TryGet("default", out Value? fallback) ? $"default {SafeText.OneLine(ValueJson.ToJson(fallback), LongestText)}" : "",
            field.TryGet("enum", out Value? choices) ? $"one of {SafeText.OneLine(ValueJson.ToJson(choices), LongestText)}" : "",
            Text(field, "description") is { Length: > 0 } description ? $"– {description}" : "",
        ];
        return string.Join("  ", parts.Where(part => part.Length > 0));
    }

    private static string Agent(MapValue agent)
    {
        string model = Text(agent, "model") is { Length: > 0 } named ? named : "the default model";
        string tools = string.Join(", ", Items(agent, "tools").Select(Text));
        return tools.Length == 0 ? model : $"{model}  tools: {tools}";
    }

    private static string Tool(MapValue tool)
    {
        string source = Text(tool, "target") is { Length: > 0 } target ? $"{Text(tool, "source")} {target}" : Text(tool, "source");
        return Text(tool, "description") is { Length: > 0 } description ? $"{source}  – {description}" : source;
    }

    private static string FirstLine(MapValue specification)
    {
        string text = Text(specification, "from") is { Length: > 0 } from ? from
            : specification.TryGet("text", out Value? whole) && whole is BytesValue bytes && bytes.TryGetText(out string content) ? content : "";
        return SafeText.OneLine(text.TrimStart().Split('\n')[0].TrimEnd(), LongestText);
    }

    private static IReadOnlyList<Value> Items(MapValue map, string key) => map.TryGet(key, out Value? value) && value is ListValue list ? list.Items : [];

    private static MapValue? Map(MapValue map, string key) => map.TryGet(key, out Value? value) ? value as MapValue : null;

    private static string Text(MapValue map, string key) => map.TryGet(key, out Value? value) ? Text(value) : "";

    private static string Text(Value value) => value is BytesValue bytes && bytes.TryGetText(out string text) ? SafeText.OneLine(text, LongestText) : "";

    private static string Number(MapValue map, string key) => map.TryGet(key, out Value? value) && value is IntegerValue number ? ValueJson.ToJson(number) : "?";

    private void Heading(string heading) => console.Out.WriteLine(TextStyle.Bold.Apply(heading, console.OutColours));
}
