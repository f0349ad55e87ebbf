// Proves that declarations of MCP servers are read in full, and that every declaration that is not whole is refused at its line.
using Tactus.Configuration.Loading;
using Tactus.Configuration.Tests.Support;
using Tactus.Policy.Grants;

namespace Tactus.Configuration.Tests.McpServers;

public sealed class McpServerReaderTests : IDisposable
{
    private readonly TemporaryHome home = new();

    public void Dispose() => home.Dispose();

    [Fact]
    public void A_program_is_read_in_full()
    {
        var server = Load(
            """
            mcp_servers:
              files:
                command: [npx, "-y", "@modelcontextprotocol/server-filesystem"]
                args: ["${workspace}"]
                env: {TOKEN: "${secret:TOKEN}", MODE: plain}
                cwd: "${workspace}/src"
                timeout: 5s
                startup_timeout: 2m
                network: true
                workspace: readonly
                mounts: ["./data:/data"]
                memory: 1g
                effect: idempotent
                effects: {read_file: read}
                tools: {allow: [read_file, "list.*"]}
            """)["files"];

        server.Name.ShouldBe("files");
        server.Command.ShouldBe(["npx", "-y", "@modelcontextprotocol/server-filesystem", "${workspace}"]);
        server.Environment.ShouldBe(new Dictionary<string, string> { ["TOKEN"] = "${secret:TOKEN}", ["MODE"] = "plain" });
        server.Cwd.ShouldBe("${workspace}/src");
        (server.Timeout, server.StartupTimeout).ShouldBe((TimeSpan.FromSeconds(5), TimeSpan.FromMinutes(2)));
        (server.Network, server.Workspace, server.Unsandboxed, server.Memory).ShouldBe((true, WorkspaceAccess.ReadOnly, false, 1L << 30));
        server.Mounts.ShouldHaveSingleItem().Target.ShouldBe("/data");
        (server.Effect, server.EffectOf("read_file"), server.EffectOf("write_file")).ShouldBe((EffectClass.Idempotent, EffectClass.Read, EffectClass.Idempotent));
        server.OfferedTools.ShouldBe(["read_file", "list.*"]);
        server.Provenance.Line.ShouldBe(2);
    }

    [Fact]
    public void A_program_can_be_written_as_a_name_with_arguments_beside_it()
    {
        Load("mcp_servers: {a: {command: npx, args: [some-server]}}")["a"].Command.ShouldBe(["npx", "some-server"]);
    }

    [Fact]
    public void The_defaults_are_the_narrowest_useful_ones()
    {
        var server = Load("mcp_servers: {a: {command: [some-server]}}")["a"];

        (server.Network, server.Workspace, server.Unsandboxed).ShouldBe((false, WorkspaceAccess.None, false));
        (server.Timeout, server.StartupTimeout, server.Memory).ShouldBe((TimeSpan.FromSeconds(60), TimeSpan.FromSeconds(30), 512L << 20));
        (server.Effect, server.OfferedTools.Single()).ShouldBe((EffectClass.Once, "*"));
        (server.Mounts.Count, server.Url, server.Cwd).ShouldBe((0, null, null));
    }

    [Fact]
    public void A_server_behind_a_url_is_read()
    {
        var server = Load("mcp_servers: {a: {url: 'https://tools.example/mcp', headers: {Authorization: 'Bearer ${secret:TOKEN}'}}}")["a"];

        server.Url.ShouldBe("https://tools.example/mcp");
        server.Headers.ShouldBe(new Dictionary<string, string> { ["Authorization"] = "Bearer ${secret:TOKEN}" });
        server.Command.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("mcp_servers: {a: {}}", "TAC4029")]
    [InlineData("mcp_servers: {a: {command: [x], url: 'https://a.example'}}", "TAC4029")]
    [InlineData("mcp_servers: {a: {command: []}}", "TAC4029")]
    [InlineData("mcp_servers: {a: {command: npx some-server}}", "TAC4029")]
    [InlineData("mcp_servers: {a: {command: [./server]}}", "TAC4029")]
    [InlineData("mcp_servers: {a: {command: ['-x']}}", "TAC4029")]
    [InlineData("mcp_servers: {a.b: {command: [x]}}", "TAC4029")]
    [InlineData("mcp_servers: {'a b': {command: [x]}}", "TAC4029")]
    [InlineData("mcp_servers: {a: {url: 'https://a.example', env: {A: b}}}", "TAC4029")]
    [InlineData("mcp_servers: {a: {command: [x], headers: {A: b}}}", "TAC4029")]
    [InlineData("mcp_servers: {a: [x]}", "TAC4013")]
    [InlineData("mcp_servers: {a: {command: [x, '${secret:TOKEN}']}}", "TAC4017")]
    [InlineData("mcp_servers: {a: {command: ['${workspace}/x']}}", "TAC4029")]
    [InlineData("mcp_servers: {a: {command: [x], env: {A: '${args.x}'}}}", "TAC4017")]
    [InlineData("mcp_servers: {a: {command: [x], env: {A: '${HOME}'}}}", "TAC4017")]
    [InlineData("mcp_servers: {a: {command: [x], env: {A-B: y}}}", "TAC4014")]
    [InlineData("mcp_servers: {a: {command: [x], comand: [y]}}", "TAC4012")]
    [InlineData("mcp_servers: {a: {command: [x], workspace: all}}", "TAC4014")]
    [InlineData("mcp_servers: {a: {command: [x], effects: {t: sometimes}}}", "TAC4014")]
    [InlineData("mcp_servers: {a: {command: [x], tools: {allow: ['a*']}}}", "TAC4024")]
    [InlineData("mcp_servers: {a: {command: [x], mounts: ['data']}}", "TAC4022")]
    [InlineData("mcp_servers: {a: {command: [x], cwd: ../up}}", "TAC4019")]
    [InlineData("mcp_servers: {a: {url: 'ftp://a.example'}}", "TAC4020")]
    [InlineData("mcp_servers: {a: {url: 'https://a.example/${secret:T}'}}", "TAC4020")]
    [InlineData("mcp_servers: {a: {url: 'https://user@a.example'}}", "TAC4020")]
    [InlineData("mcp_servers: {a: {url: 'https://a.example', headers: {Host: b}}}", "TAC4025")]
    [InlineData("host_tools: {mcp.a.b: {http: {url: 'https://a.example'}}}", "TAC4019")]
    [InlineData("host_tools: {http.request: {http: {url: 'https://a.example'}}}", "TAC4019")]
    public void What_is_not_whole_is_refused(string yaml, string code)
    {
        home.WithUser(yaml);

        new ConfigurationLoader(TimeProvider.System).Validate(home.Request).Select(problem => problem.Code).ShouldBe([code]);
    }

    [Fact]
    public void An_untrusted_file_may_not_declare_one()
    {
        home.WithSidecar("mcp_servers: {a: {command: [x]}}");

        var configuration = home.Load();

        configuration.Grant.McpServers.ShouldBeEmpty();
        configuration.UntrustedWidenings.ShouldHaveSingleItem().What.ShouldContain("declares a server");
    }

    private IReadOnlyDictionary<string, McpServerDeclaration> Load(string yaml) => home.WithUser(yaml).Load().Grant.McpServers;
}
