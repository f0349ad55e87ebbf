using Tactus.Broker.Gate;
using Tactus.Policy.Tools;

namespace Tactus.Mcp.Servers;

/// <summary>The errors of MCP servers.</summary>
internal static class McpErrors
{
    /// <summary>The code of an effect that no guest of ours asks for.</summary>
    public const string MalformedCode = "TAC3903";

    public static EffectException Denied(string what, ToolDecision.Denied denied) =>
        new("TAC3901", EffectErrorKind.Denied, $"{what} is not granted: {denied.Rule}", $"in trusted YAML (the sidecar or .tactus/config.yml):\n{denied.AllowingYaml}");

    public static EffectException Unknown(string server) =>
        new(
            "TAC3902", EffectErrorKind.Denied, $"there is no MCP server '{server}'",
            "declare it under mcp_servers in trusted YAML; `tactus mcp list` shows those that exist");

    public static EffectException BadName(string what) =>
        new(MalformedCode, EffectErrorKind.Invalid, what, "write mcp.SERVER.TOOL, as `tactus mcp list` shows it");

    public static EffectException Unusable(string server, string why, string mend) =>
        new("TAC3904", EffectErrorKind.Failed, $"the MCP server '{server}' cannot be started: {why}", mend);

    public static EffectException NotStarted(string server, string why) =>
        new(
            "TAC3905", EffectErrorKind.Failed, $"the MCP server '{server}' did not start: {why}",
            $"`tactus mcp list {server}` tries it alone; see to its command and env in mcp_servers", retryable: true);

    public static EffectException SlowStart(string server, TimeSpan limit, string said) =>
        new(
            "TAC3906", EffectErrorKind.Timeout, $"the MCP server '{server}' gave no answer within {limit.TotalSeconds:0.###} s of its start{said}",
            $"raise mcp_servers.{server}.startup_timeout", retryable: true);

    public static EffectException Crashed(string server, string why) =>
        new(
            "TAC3907", EffectErrorKind.Failed, $"the MCP server '{server}' ended during the call: {why}",
            "the next call starts it again", retryable: true);

    public static EffectException Late(string server, string tool, TimeSpan limit) =>
        new(
            "TAC3908", EffectErrorKind.Timeout,
            $"'{tool}' of the MCP server '{server}' had no answer within {limit.TotalSeconds:0.###} s; it may have done its work all the same",
            $"raise mcp_servers.{server}.timeout", retryable: true);

    public static EffectException Refused(string server, string message) =>
        new("TAC3909", EffectErrorKind.Failed, $"the MCP server '{server}' answered with an error: {message}", $"`tactus mcp list {server}` shows its tools and what they take");

    public static EffectException Unreachable(string server, string why) =>
        new(
            "TAC3910", EffectErrorKind.Failed, $"the MCP server '{server}' cannot be reached: {why}",
            "look whether it runs and this machine reaches it", retryable: true);

    public static EffectException TooManyStarts(string server, int most, string why) =>
        new("TAC3911", EffectErrorKind.Failed, $"the MCP server '{server}' was started {most} times in this run and ended each time: {why}", "mend the server; this run starts it no more");

    public static EffectException NotInstalled(string server, string package) =>
        new(
            "TAC3912", EffectErrorKind.Failed, $"the package {package} of the MCP server '{server}' is not installed",
            $"tactus mcp install {server} (with --procedure FILE, where FILE's sidecar declares the server)");

    public static EffectException Malformed(string server, string why) =>
        new("TAC3913", EffectErrorKind.Failed, $"the MCP server '{server}' answered with something that cannot be used: {why}", "report it to whoever makes the server");

    public static EffectException Unprotected(string server) =>
        new(
            "TAC3914", EffectErrorKind.Denied, $"the MCP server '{server}' is unsandboxed and could write the workspace, which is readonly or staged",
            "sandbox:\n  workspace: direct");

    public static EffectException Exposed(string server, string hostPath) =>
        new(
            "TAC3915", EffectErrorKind.Denied, $"the MCP server '{server}' would see {hostPath}, which holds Tactus's own configuration, journal or secrets",
            "mount a directory inside of it, a project's for instance");
}
