// Proves that a server is reached only when some of its tools is granted, and that both lists, the run's and the server's, must name a tool.
using Tactus.Policy.Grants;
using Tactus.Policy.Tests.Grants;
using Tactus.Policy.Tools;

namespace Tactus.Policy.Tests.Tools;

public sealed class McpToolPolicyTests
{
    private static readonly McpServerDeclaration Server = new()
    {
        Name = "files",
        Command = ["server"],
        Environment = new Dictionary<string, string>(),
        Headers = new Dictionary<string, string>(),
        Timeout = TimeSpan.FromSeconds(1),
        StartupTimeout = TimeSpan.FromSeconds(1),
        Network = false,
        Workspace = WorkspaceAccess.None,
        Mounts = [],
        Unsandboxed = false,
        Memory = 1,
        Effect = EffectClass.Once,
        Effects = new Dictionary<string, EffectClass> { ["read"] = EffectClass.Read },
        OfferedTools = ["*"],
        Provenance = new Provenance(ConfigurationLayer.Project, ".tactus/config.yml", 7),
    };

    [Theory]
    [InlineData("*", true)]
    [InlineData("mcp.*", true)]
    [InlineData("mcp.files.*", true)]
    [InlineData("mcp.files.read", true)]
    [InlineData("mcp.files.a.*", true)]
    [InlineData("mcp.file.*", false)]
    [InlineData("mcp.files2.*", false)]
    [InlineData("mcp.files", false)]
    [InlineData("files.*", false)]
    [InlineData("host.ping", false)]
    public void A_server_is_reached_when_a_pattern_can_stand_for_one_of_its_tools(string pattern, bool reached)
    {
        McpToolPolicy.IsReachable(TestGrant.With([pattern]), "files").ShouldBe(reached);
        (McpToolPolicy.DecideServer(TestGrant.With([pattern]), "files") is ToolDecision.Allowed).ShouldBe(reached);
    }

    [Fact]
    public void A_denied_server_is_told_with_the_line_that_would_allow_it() =>
        McpToolPolicy.DecideServer(TestGrant.With(["host.ping"]), "files").ShouldBeOfType<ToolDecision.Denied>()
            .AllowingYaml.ShouldBe("tools:\n  allow: [host.ping, \"mcp.files.*\"]");

    [Theory]
    [InlineData("read", PermissionMode.Edit, true)]
    [InlineData("write", PermissionMode.Edit, true)]
    [InlineData("read", PermissionMode.Readonly, true)]
    [InlineData("write", PermissionMode.Readonly, false)]
    public void The_tools_own_effect_counts(string tool, PermissionMode mode, bool allowed) =>
        (McpToolPolicy.Decide(TestGrant.With(["mcp.files.*"], mode), Server, tool) is ToolDecision.Allowed).ShouldBe(allowed);

    [Fact]
    public void What_the_servers_own_list_leaves_out_is_denied_by_that_list()
    {
        var denied = McpToolPolicy.Decide(TestGrant.With(["*"]), Server with { OfferedTools = ["read"] }, "write").ShouldBeOfType<ToolDecision.Denied>();

        denied.Rule.ShouldBe("mcp_servers.files.tools.allow is [read] (project .tactus/config.yml:7)");
        denied.AllowingYaml.ShouldContain("allow: [write]");
    }
}
