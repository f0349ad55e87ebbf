using Tactus.Policy.Grants;
using Tactus.Policy.Orders;

namespace Tactus.Configuration.Keys;

/// <summary>Rows of <c>mcp_servers</c>.</summary>
internal static class McpServerKeys
{
    private const string Server = "mcp_servers.*";

    private static readonly KeyChoice[] Effects =
        [new("read", EffectClass.Read), new("idempotent", EffectClass.Idempotent), new("once", EffectClass.Once)];

    public static IReadOnlyList<ConfigurationKey> All { get; } =
    [
        new()
        {
            Path = Server,
            Kind = ValueKind.McpServer,
            Summary = "An MCP server: command or url, exactly one of them. Its tools are granted as mcp.NAME.TOOL in tools.allow. A stronger layer replaces it whole.",
            Order = new DeclarationOrder(),
            Widens = "always",
            Risk = "The broker starts or asks this server for the procedure, with the broker's secrets.",
            RiskWhenWidened = RiskLevel.Medium,
        },
        Part("command", ValueKind.Command, "The program and its arguments, or the program's name with args beside it; npx PACKAGE runs a package that tactus mcp install has installed. There is no shell."),
        Part("args", ValueKind.TemplateList, "Further arguments of the program.", "[]"),
        Part("url", ValueKind.Text, "Where a server that runs elsewhere is reached, by streamable HTTP or server-sent events."),
        Part("env.*", ValueKind.Template, "A variable of the program's environment, with ${secret:NAME} or ${workspace}."),
        Part("headers.*", ValueKind.Template, "A header of every request to url, with ${secret:NAME}."),
        Part("cwd", ValueKind.Template, "The working directory: ${workspace}, or an absolute path.", "\"${workspace}\""),
        Part("timeout", ValueKind.Duration, "Time of one call.", "60s") with { Least = "1ms", Greatest = "1d" },
        Part("startup_timeout", ValueKind.Duration, "Time from the start to the server's first answer.", "30s") with { Least = "1ms", Greatest = "1h" },
        Part("network", ValueKind.Boolean, "Whether the program may use the host's network.", "false"),
        Part("workspace", ValueKind.Choice, "How the program sees the workspace; never more than the run itself may do there.", "none") with
        {
            Choices = [new("none", WorkspaceAccess.None), new("readonly", WorkspaceAccess.ReadOnly), new("write", WorkspaceAccess.Write)],
        },
        Part("mounts", ValueKind.Volumes, "Directories that the program sees, as HOST:TARGET[:ro|rw].", "[]"),
        Part("unsandboxed", ValueKind.Boolean, "Whether the program runs on the bare host instead of a helper sandbox.", "false"),
        Part("memory", ValueKind.Size, "Memory of the program.", "512m") with { Least = "16m", Greatest = "1t" },
        Part("effect", ValueKind.Choice, "What a crash in the middle of a call means: repeat it freely, repeat it, or ask a person.", "once") with { Choices = Effects },
        Part("effects.*", ValueKind.Choice, "The same for one tool of the server.") with { Choices = Effects },
        Part("tools.allow", ValueKind.ToolPatterns, "The server's tools that exist for a run at all, by the names that the server gives them.", "[\"*\"]"),
    ];

    private static ConfigurationKey Part(string name, ValueKind kind, string summary, string? value = null) =>
        new() { Path = $"{Server}.{name}", Kind = kind, Summary = summary, Default = value };
}
