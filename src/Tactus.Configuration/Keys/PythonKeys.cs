namespace Tactus.Configuration.Keys;

/// <summary>What stands here for keys of the Python Tactus, whose configuration files have the same names. docs/from-python-tactus.md has the same table.</summary>
internal static class PythonKeys
{
    private const string ApiKey = "declare the provider in trusted YAML: models: {providers: {openai: {api_key: \"${secret:OPENAI_API_KEY}\"}}}";
    private const string OtherProvider = "declare an OpenAI-compatible address: models: {providers: {NAME: {base_url: URL, api_key: \"${secret:NAME}\"}}}";

    /// <summary>Key at the root to what stands here for it.</summary>
    public static IReadOnlyDictionary<string, string> All { get; } = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["openai_api_key"] = ApiKey,
        ["anthropic_api_key"] = "declare the provider in trusted YAML: models: {providers: {anthropic: {api_key: \"${secret:ANTHROPIC_API_KEY}\"}}}",
        ["google_api_key"] = OtherProvider,
        ["aws"] = OtherProvider,
        ["default_provider"] = "write both in one: models: {default: PROVIDER/MODEL}",
        ["default_model"] = "write models: {default: PROVIDER/MODEL}",
        ["default_toolsets"] = "name them in each agent's tools",
        ["tool_paths"] = "put an executable beside the procedure and write Tool { use = \"./tools/NAME.py\" }: a plugin tool, one helper sandbox for each call",
        ["toolsets"] = "declare Toolset {…} in the procedure; MCP servers stand under mcp_servers",
        ["strict_determinism"] = "checkpoint: {strict_determinism: true}",
        ["control"] = "questions are answered on the terminal or by tactus runs respond",
    };
}
