using Tactus.Protocol.V1;

namespace Tactus.Language;

/// <summary>The Lua files that make the language, in the order in which they are loaded.</summary>
internal static class PreludeFiles
{
    /// <summary>Every file: names without folder and ending; each may use what those before it put into the private table.</summary>
    public static IReadOnlyList<string> Order { get; } = [.. Core, .. Agents, "main"];

    private static string[] Core =>
    [
        "runtime", "errors", "text", "numbers", "values", "regex_parser", "regex", "schema", "field",
        "json_encode", "json_decode", "json", "events",
        "host", "http", "record", "state", "control", "random", "tasks", "hints",
        "question", "hitl", "human", "system", "sleep", "retry", "checkpoints", "checkpoint", "contract", "names", "declarations", "calls", "parallel",
    ];

    private static string[] Agents =>
    [
        "keys", "usage", "json_schema", "similarity", "similarity_module", "templates", "fence", "filters", "history",
        "tool_calls", "tool", "tool_use", "toolset", "servers", "mocks", "model", "context",
        "agent", "agent_retry", "agent_tools", "agent_output", "agent_result", "agent_calls", "agent_mock", "agent_turn",
        "prompt", "task_declarations", "classify", "python_only", "compatibility",
        "catalogue",
        "specification", "comparison", "schema_check", "judge", "evaluators", "evaluation", "scripted", "steps", "stand_ins", "scenario",
    ];

    /// <summary>The files that a run needs, in order: those for agents and tests only where it can come to them.</summary>
    /// <remarks>They are the larger half of the language, and compiling them costs a guest milliseconds of its start.</remarks>
    public static IReadOnlyList<string> For(StartResponse start) =>
        start.Mock || !start.Test.IsEmpty || (start.Bundle?.Files.Any(file => AgentVocabulary.IsUsedIn(file.Source.Span)) ?? false) ? Order : [.. Core, "main"];

    /// <summary>The text of one file, as UTF-8.</summary>
    public static byte[] Read(string name)
    {
        string resource = $"Tactus.Language.Prelude.{name}.lua";
        using Stream stream = typeof(PreludeFiles).Assembly.GetManifestResourceStream(resource)
            ?? throw new InvalidOperationException($"the prelude file {resource} is not embedded");
        byte[] text = new byte[stream.Length];
        stream.ReadExactly(text);
        return text;
    }
}
