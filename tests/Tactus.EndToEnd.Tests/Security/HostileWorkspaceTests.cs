using Tactus.EndToEnd.Tests.Fixtures;
using Tactus.EndToEnd.Tests.Security.Support;

namespace Tactus.EndToEnd.Tests.Security;

// Proves that a program which an exec tool starts over a workspace that the procedure has poisoned first (a Makefile, a repository made by renaming,
// with hooks, a filter, a pager, an fsmonitor and an alias) runs what was planted inside its helper sandbox, where it reaches nothing of the host.
// The control is in each test: the planted program did run, for it left its mark in the workspace.
public sealed class HostileWorkspaceTests : IAsyncLifetime, IDisposable
{
    // The planted program: it marks the workspace, then tries each way out and notes which worked.
    private const string Payload = """
        #!/bin/sh
        here=/workspace
        [ -d "$here" ] || exit 9
        echo "$0 $*" >> $here/ran
        for path in @HOME@/pwned /tmp/@MARK@ /run/pwned /var/tmp/@MARK@ /etc/pwned $here/.git/hooks/pwned $here/p.tac.yml $here/.tactus/pwned; do
            (echo pwned > $path) 2>/dev/null && [ $path != /tmp/@MARK@ ] && echo "wrote $path" >> $here/reached
        done
        for path in @HOME@ @STATE@ /run/docker.sock /var/run/docker.sock /run/tactus; do
            [ -e $path ] && echo "sees $path" >> $here/reached
        done
        bash -c 'echo GET / > /dev/tcp/127.0.0.1/@PORT@' 2>/dev/null && echo "network" >> $here/reached
        cat /proc/1/environ /proc/self/environ | tr '\0' '\n' | grep HOST_ONLY >> $here/reached
        [ -t 0 ] || cat
        exit 0
        """;

    private const string Sidecar = """
        tools: {allow: ["do.*"]}
        host_tools:
          do.make: {exec: {argv: [make], cwd: "${workspace}"}}
          do.script: {exec: {argv: [sh, script.sh], cwd: "${workspace}"}}
          do.log: {exec: {argv: [git, log, --max-count=1, -p], cwd: "${workspace}/repo", env: {GIT_CONFIG_GLOBAL: /dev/null, GIT_PAGER_IN_USE: "1"}}}
          do.status: {exec: {argv: [git, status], cwd: "${workspace}/repo"}}
          do.outer_status: {exec: {argv: [git, -c, "safe.directory=*", status], cwd: "${workspace}"}}
        """;

    private readonly string _mark = "tactus-mark-" + Guid.NewGuid().ToString("N");
    private readonly Desk _desk = new();
    private readonly WireServer _server = new(static _ => WireAnswer.Json("{}"));

    public static TheoryData<string> Drivers => Machine.Drivers;

    public async Task InitializeAsync()
    {
        _desk.Environment["HOST_ONLY"] = "the program's own";
        _desk.Write("payload", Payload
            .Replace("@HOME@", _desk.Environment["HOME"], StringComparison.Ordinal)
            .Replace("@STATE@", _desk.State, StringComparison.Ordinal)
            .Replace("@MARK@", _mark, StringComparison.Ordinal)
            .Replace("@PORT@", $"{_server.Port}", StringComparison.Ordinal));
        File.SetUnixFileMode(_desk.PathOf("payload"), (UnixFileMode)0b111_101_101);
        await _desk.TrustAsync("p.tac.yml", Sidecar);
    }

    [Theory]
    [MemberData(nameof(Drivers))]
    public async Task Make_runs_a_planted_makefile_in_its_sandbox_only(string driver)
    {
        _desk.Procedure("""
            File.write("Makefile", "$(shell ./payload makefile)\nall:\n\t./payload target\n")
            File.write("GNUmakefile", "$(shell ./payload gnu)\nall:\n\t./payload gnu-target\n\t+./payload again\n")
            return Host.call("do.make", {})
            """);
        (await _desk.RunAsync(driver, "p.tac")).ShouldExit(0);
        ShouldHaveRunInside("gnu-target");
    }

    [Theory]
    [MemberData(nameof(Drivers))]
    public async Task Git_runs_what_a_renamed_repository_names_in_its_sandbox_only(string driver)
    {
        // File.* refuses the name .git, so the repository is built under another one and a program of the host's renames it.
        _desk.Procedure("""
            local payload = "/workspace/payload"
            File.write("repo/dot/HEAD", "ref: refs/heads/main\n")
            File.write("repo/dot/objects/info/packs", "")
            File.write("repo/dot/refs/heads/keep", "")
            File.write("repo/dot/config", table.concat({
              "[core]", "repositoryformatversion = 0", "bare = false", "fsmonitor = " .. payload .. " fsmonitor", "pager = " .. payload .. " pager",
              "hooksPath = /workspace/repo/hooks", "editor = " .. payload .. " editor", "sshCommand = " .. payload .. " ssh",
              "[filter \"evil\"]", "clean = " .. payload .. " clean", "smudge = " .. payload .. " smudge", "process = " .. payload .. " process",
              "[diff]", "external = " .. payload .. " external", "[alias]", "log = !" .. payload .. " alias", "status = !" .. payload .. " alias",
              "[user]", "name = x", "email = x@example.org", "[gpg]", "program = " .. payload .. " gpg", "[commit]", "gpgsign = true", ""}, "\n"))
            for _, hook in ipairs {"post-checkout", "pre-commit", "post-index-change", "fsmonitor-watchman"} do File.write("repo/hooks/" .. hook, File.read("payload")) end
            local ok, refused = pcall(File.write, "repo/.git/config", "x")
            assert(not ok and refused.code == "TAC3213", "File.* made a .git")
            File.write("repo/attributes", "* filter=evil diff=evil\n")
            File.write("repo/file.txt", "text\n")
            File.write("script.sh", "chmod +x repo/hooks/*; cd repo && mv dot .git && mv attributes .gitattributes && git add file.txt; git commit -m x; ls -a")
            local made = Host.call("do.script", {})
            assert(made.stdout:find(".git\n", 1, true), made.stdout .. made.stderr)
            return {log = Host.call("do.log", {}), status = Host.call("do.status", {})}
            """);
        (await _desk.RunAsync(driver, "p.tac")).ShouldExit(0);
        ShouldHaveRunInside("fsmonitor");
        ShouldHaveRunInside("payload process");
        ShouldHaveRunInside("hooks");
    }

    [Theory]
    [MemberData(nameof(Drivers))]
    public async Task A_repository_that_was_there_before_keeps_its_configuration_and_hooks(string driver)
    {
        (await GitAsync("init", "--quiet", "--initial-branch=main", ".")).ShouldExit(0);
        string config = await File.ReadAllTextAsync(_desk.PathOf(".git/config"));
        string[] hooks = Directory.GetFiles(_desk.PathOf(".git/hooks"));
        _desk.Procedure("""
            File.write("script.sh", [[
            cp payload .git/hooks/pre-commit; chmod +x .git/hooks/pre-commit
            git -c safe.directory='*' config core.fsmonitor /workspace/payload
            mv .git old; rm -rf .git; ln -sfn /workspace/evil .git; mv evil .git
            printf '* filter=evil' > .gitattributes
            true
            ]])
            File.write("evil/config", "[core]\n\tfsmonitor = /workspace/payload\n")
            Host.call("do.script", {})
            return Host.call("do.outer_status", {})
            """);
        Ended run = (await _desk.RunAsync(driver, "p.tac")).ShouldExit(0);
        run.Json.GetProperty("output").GetProperty("exit_code").GetInt32().ShouldBe(0, run.ToString());
        (await File.ReadAllTextAsync(_desk.PathOf(".git/config"))).ShouldBe(config);
        Directory.GetFiles(_desk.PathOf(".git/hooks")).ShouldBe(hooks, ignoreOrder: true);
        File.Exists(_desk.PathOf("ran")).ShouldBeFalse();

        // The control: the same setting in the same place, put there by a person, does run the program; still inside.
        await File.AppendAllTextAsync(_desk.PathOf(".git/config"), "[core]\n\tfsmonitor = /workspace/payload\n");
        _desk.Procedure("return Host.call('do.outer_status', {})");
        (await _desk.RunAsync(driver, "p.tac")).ShouldExit(0);
        ShouldHaveRunInside("/workspace/payload");
    }

    [Fact]
    public async Task The_planted_program_reaches_all_of_it_where_no_sandbox_is()
    {
        // The control of the payload itself: unsandboxed, every one of its ways out is open.
        string outside = _desk.PathOf("outside");
        File.WriteAllText(outside, File.ReadAllText(_desk.PathOf("payload")).Replace("here=/workspace", "here=" + _desk.Workspace, StringComparison.Ordinal)
            .Replace("/etc/pwned", _desk.PathOf("etc"), StringComparison.Ordinal).Replace("/run/pwned", _desk.PathOf("run"), StringComparison.Ordinal));
        await using RunningProgram program = RunningProgram.Start(["/bin/sh", outside], _desk.Workspace, _desk.Environment);
        (await program.EndAsync()).ShouldExit(0);
        string reached = await File.ReadAllTextAsync(_desk.PathOf("reached"));
        foreach (string way in new[] { "pwned", "sees " + _desk.State, "/var/tmp/", "p.tac.yml", "network", "HOST_ONLY" })
        {
            reached.ShouldContain(way);
        }

        File.Delete("/tmp/" + _mark);
        File.Delete("/var/tmp/" + _mark);
    }

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose()
    {
        _server.Dispose();
        _desk.Dispose();
    }

    private async Task<Ended> GitAsync(params string[] arguments)
    {
        await using RunningProgram git = RunningProgram.Start(["/usr/bin/git", .. arguments], _desk.Workspace, _desk.Environment);
        return await git.EndAsync();
    }

    private void ShouldHaveRunInside(string trace)
    {
        File.ReadAllText(_desk.PathOf("ran")).ShouldContain(trace);
        (File.Exists(_desk.PathOf("reached")) ? File.ReadAllText(_desk.PathOf("reached")) : "").ShouldBeEmpty();
        File.Exists("/tmp/" + _mark).ShouldBeFalse();
        File.Exists("/var/tmp/" + _mark).ShouldBeFalse();
        Directory.GetFiles(_desk.Environment["HOME"], "pwned").ShouldBeEmpty();
        File.ReadAllText(_desk.PathOf("p.tac.yml")).ShouldBe(Sidecar);
        _server.Requests.ShouldBeEmpty();
    }
}
