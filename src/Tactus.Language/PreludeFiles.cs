namespace Tactus.Language;

/// <summary>The Lua files that make the language, in the order in which they are loaded.</summary>
internal static class PreludeFiles
{
    /// <summary>What every procedure may need. Names without folder and ending; each file may use what those before it put into the private table.</summary>
    public static IReadOnlyList<string> Core { get; } =
    [
        "runtime", "errors", "text", "numbers", "values", "regex_parser", "regex", "schema", "field",
        "json_encode", "json_decode", "json", "events",
        "host", "http", "record", "state", "control", "random", "tasks", "hints",
        "question", "hitl", "human", "system", "sleep", "retry", "checkpoints", "checkpoint", "contract", "names", "declarations", "calls", "parallel", "main",
    ];

    /// <summary>Agents and tests, which many procedures do without: loaded after the core when a source names something of them, or when the core asks.</summary>
    public static IReadOnlyList<string> Parts { get; } =
    [
        "keys", "usage", "json_schema", "similarity", "similarity_module", "templates", "fence", "filters", "history",
        "tool_calls", "tool", "tool_use", "toolset", "toolset_types", "toolset_members", "servers", "mocks", "model", "model_types", "context",
        "agent", "agent_retry", "agent_tools", "agent_output", "agent_result", "agent_calls", "agent_mock", "agent_begin", "agent_turn",
        "prompt", "task_declarations", "classify", "python_only", "compatibility",
        "catalogue",
        "specification", "comparison", "schema_check", "judge", "evaluators", "evaluation", "scripted", "steps", "stand_ins", "scenario",
    ];

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
