using Tactus.Mcp.Tests.Support;
using Tactus.Policy.Grants;
using Tactus.Protocol.Values;

namespace Tactus.Mcp.Tests.Servers;

// Proves that a real file server sees what its grant names and nothing else; each refusal has a control in which a wider grant lets it pass.
[Collection(InstalledServersCollection.Name)]
public sealed class FilesystemServerTests(InstalledServers installed)
{
    [Fact]
    public async Task It_reads_the_workspace_when_it_is_granted()
    {
        using var workspace = new Folder();
        workspace.Write("note.txt", "from the workspace");
        await using TestRun run = await StartAsync(Server("${workspace}") with { Workspace = WorkspaceAccess.ReadOnly }, workspace.Path);

        (await run.CallAsync("files.read_file", ("path", Value.Of("/workspace/note.txt")))).Value().Get("text").Text().ShouldContain("from the workspace");
    }

    [Fact]
    public async Task A_readonly_workspace_is_not_written_and_a_writable_one_is()
    {
        using var workspace = new Folder();
        (string, Value)[] write = [("path", Value.Of("/workspace/new.txt")), ("content", Value.Of("x"))];
        await using (TestRun run = await StartAsync(Server("${workspace}") with { Workspace = WorkspaceAccess.ReadOnly }, workspace.Path))
        {
            (await run.CallAsync("files.write_file", write)).Value().Get("is_error").ShouldBe(Value.True);
            File.Exists(workspace.At("new.txt")).ShouldBeFalse();
        }

        await using TestRun control = await StartAsync(Server("${workspace}") with { Workspace = WorkspaceAccess.Write }, workspace.Path);
        (await control.CallAsync("files.write_file", write)).Value().Get("is_error").ShouldBe(Value.False);
        File.Exists(workspace.At("new.txt")).ShouldBeTrue();
    }

    [Fact]
    public async Task A_readonly_run_keeps_a_server_from_writing_that_its_own_grant_would_let_write()
    {
        using var workspace = new Folder();
        McpServerDeclaration server = Server("${workspace}") with { Workspace = WorkspaceAccess.Write, Effect = EffectClass.Read };
        await using TestRun run = await TestRun.StartAsync(
            Declarations.Grant(["mcp.files.*"], server) with { Permissions = PermissionMode.Readonly }, installed.Store, workspace.Path);

        (await run.CallAsync("files.write_file", ("path", Value.Of("/workspace/new.txt")), ("content", Value.Of("x")))).Value()
            .Get("is_error").ShouldBe(Value.True);
        File.Exists(workspace.At("new.txt")).ShouldBeFalse();
    }

    [Fact]
    public async Task It_does_not_see_a_directory_of_the_host_that_nobody_mounted_and_does_see_one_that_is()
    {
        using var secret = new Folder();
        secret.Write("secret.txt", "beyond the grant");

        // The server's own check is told that everything is allowed: what is left is the sandbox.
        (string, Value)[] read = [("path", Value.Of("/elsewhere/secret.txt"))];
        await using (TestRun run = await StartAsync(Server("/"), workspace: null))
        {
            Value refused = (await run.CallAsync("files.read_file", read)).Value();
            refused.Get("is_error").ShouldBe(Value.True);
            refused.Get("text").Text().ShouldNotContain("beyond the grant");
        }

        McpServerDeclaration wide = Server("/") with { Mounts = [new VolumeGrant(secret.Path, "/elsewhere", ReadOnly: true)] };
        await using TestRun control = await StartAsync(wide, workspace: null);
        (await control.CallAsync("files.read_file", read)).Value().Get("text").Text().ShouldContain("beyond the grant");
    }

    [Fact]
    public async Task It_sees_nothing_of_anybodys_home_and_of_the_hosts_users()
    {
        await using TestRun run = await StartAsync(Server("/"), workspace: null);

        (await run.CallAsync("files.list_directory", ("path", Value.Of("/")))).Value().Get("text").Text().ShouldNotContain("[DIR] root");
        (await run.CallAsync("files.read_file", ("path", Value.Of("/etc/shadow")))).Value().Get("is_error").ShouldBe(Value.True);
    }

    [Fact]
    public async Task A_server_that_names_a_workspace_it_does_not_see_is_refused_before_it_starts()
    {
        using var workspace = new Folder();
        await using TestRun run = await StartAsync(Server("${workspace}"), workspace.Path);

        (await run.ListAsync("files")).ShouldBeError("TAC3904", "failed").Mend.ShouldContain("workspace: readonly");
    }

    private static McpServerDeclaration Server(params string[] directories) =>
        Declarations.Server("files", ["npx", "@modelcontextprotocol/server-filesystem", .. directories]);

    private Task<TestRun> StartAsync(McpServerDeclaration server, string? workspace) =>
        TestRun.StartAsync(Declarations.Grant(["mcp.files.*"], server), installed.Store, workspace);
}
