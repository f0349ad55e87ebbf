// Proves that defaults, files and flags resolve leaf by leaf in the order of the layers, each leaf with its place.
using Tactus.Configuration.Keys;
using Tactus.Configuration.Loading;
using Tactus.Configuration.Tests.Support;
using Tactus.Policy.Grants;
using Tactus.Protocol;

namespace Tactus.Configuration.Tests.Loading;

public sealed class ConfigurationLoaderTests : IDisposable
{
    private readonly TemporaryHome home = new();

    public void Dispose() => home.Dispose();

    [Fact]
    public void Without_any_file_the_documented_defaults_hold()
    {
        var grant = home.Load().Grant;

        grant.AllowedTools.ShouldBe(["host.ping", "host.echo", "host.time"]);
        grant.HostTools.ShouldBeEmpty();
        grant.Permissions.ShouldBe(PermissionMode.Edit);
        grant.Sandbox.Enabled.ShouldBeTrue();
        grant.Sandbox.Driver.ShouldBe(DriverChoice.Auto);
        grant.Sandbox.Timeout.ShouldBe(TimeSpan.FromHours(1));
        grant.Sandbox.Network.ShouldBe(NetworkMode.None);
        grant.Sandbox.MountCurrentDir.ShouldBeTrue();
        grant.Sandbox.Workspace.ShouldBe(WorkspaceMode.Direct);
        grant.Sandbox.Volumes.ShouldBeEmpty();
        grant.Sandbox.Environment.ShouldBeEmpty();
        grant.Sandbox.Limits.ShouldBe(new RunLimits
        {
            Memory = 512L << 20,
            Cpus = 1,
            CpuTime = TimeSpan.FromMinutes(1),
            Pids = 32,
            Files = 256,
            Output = 1L << 20,
            Workspace = 1L << 30,
            Effects = 100_000,
        });
        grant.Provenance["sandbox.driver"].ShouldBe(Provenance.Default);
    }

    [Fact]
    public void A_wrong_project_file_or_sidecar_is_left_out_as_a_whole_where_that_is_asked_for()
    {
        home.WithProject("tool_paths: [tools]\npermissions: {mode: readonly}\n").WithSidecar("sandbox: {timeout: 90s}\n");
        Should.Throw<TactusException>(() => home.Load()).Code.ShouldBe("TAC4012");

        ResolvedConfiguration configuration = new ConfigurationLoader(TimeProvider.System).Load(home.Request with { LeavesOutWrongFiles = true });

        configuration.LeftOut.Select(problem => (problem.Code, problem.Line)).ShouldBe([("TAC4012", 1)]);
        configuration.Grant.Permissions.ShouldBe(PermissionMode.Edit, "nothing of a wrong file is in force");
        configuration.Grant.Sandbox.Timeout.ShouldBe(TimeSpan.FromSeconds(90), "the right one is");
    }

    [Theory]
    [InlineData("tools: {allow: []}\n", "", 1, 64)]
    [InlineData("tools: {allow: []}\nnonsense: 1\n", "host.ping, host.echo", 0, 32)]
    [InlineData(null, "touch.it, host.ping, host.echo", 1, 64)]
    public void Where_a_file_was_left_out_nothing_goes_beyond_the_defaults(string? sidecar, string tools, int volumes, int pids)
    {
        // Without a sidecar, the control, the person's own file holds whole; what a wrong one would have narrowed, nobody knows.
        home.WithUser("tools: {allow: [touch.it, host.ping, host.echo]}\nsandbox: {volumes: [\"/srv:/data:ro\"], limits: {pids: 64}}\n");
        if (sidecar is not null)
        {
            home.WithSidecar(sidecar);
        }

        Grant grant = new ConfigurationLoader(TimeProvider.System).Load(home.Request with { LeavesOutWrongFiles = true }).Grant;

        string.Join(", ", grant.AllowedTools).ShouldBe(tools);
        grant.Sandbox.Volumes.Count.ShouldBe(volumes);
        grant.Sandbox.Limits.Pids.ShouldBe(pids);
    }

    [Fact]
    public void What_the_command_line_sets_holds_where_a_file_was_left_out()
    {
        home.WithSidecar("nonsense: 1\n");
        var request = home.Request with { LeavesOutWrongFiles = true, Flags = [new FlagSetting("--timeout", "sandbox.timeout", "2h")] };

        new ConfigurationLoader(TimeProvider.System).Load(request).Grant.Sandbox.Timeout.ShouldBe(TimeSpan.FromHours(2));
    }

    [Fact]
    public void What_belongs_to_the_person_is_never_left_out()
    {
        home.WithUser("tool_paths: [tools]\n");

        Should.Throw<TactusException>(() => new ConfigurationLoader(TimeProvider.System).Load(home.Request with { LeavesOutWrongFiles = true })).Code.ShouldBe("TAC4012");
    }

    [Fact]
    public void Every_key_of_the_Python_Tactus_is_told_what_stands_for_it_and_is_on_the_page()
    {
        string page = File.ReadAllText(Checkout.PathOf("docs/from-python-tactus.md"));
        foreach ((string key, string here) in PythonKeys.All)
        {
            page.ShouldContain($"| `{key}` | {here} |");
            home.WithSidecar($"{key}: x\n");
            Should.Throw<TactusException>(() => home.Load()).Mend!.ShouldContain(here);
        }
    }

    [Fact]
    public void A_stronger_layer_replaces_a_weaker_one_leaf_by_leaf()
    {
        home.WithSystem("sandbox:\n  limits: {pids: 20, files: 64}\n")
            .WithUser("sandbox:\n  limits:\n    pids: 24\n  env: {LANG: C, TZ: UTC}\n")
            .WithProject("sandbox:\n  env: {LANG: C.UTF-8}\n")
            .WithSidecar("sandbox:\n  timeout: 90s\n");

        var configuration = home.Load(new FlagSetting("--timeout", "sandbox.timeout", "2m"));

        configuration.UntrustedWidenings.ShouldBeEmpty();
        configuration.Grant.Sandbox.Limits.Pids.ShouldBe(24);
        configuration.Grant.Sandbox.Limits.Files.ShouldBe(64);
        configuration.Grant.Sandbox.Environment.ShouldBe(
            new Dictionary<string, string> { ["LANG"] = "C.UTF-8", ["TZ"] = "UTC" }, ignoreOrder: true);
        configuration.Grant.Sandbox.Timeout.ShouldBe(TimeSpan.FromMinutes(2));
        configuration.Grant.Provenance["sandbox.limits.pids"].ShouldBe(new Provenance(ConfigurationLayer.User, home.Paths.UserFile, 3));
        configuration.Grant.Provenance["sandbox.env.LANG"].ShouldBe(new Provenance(ConfigurationLayer.Project, ".tactus/config.yml", 2));
        configuration.Grant.Provenance["sandbox.timeout"].ShouldBe(new Provenance(ConfigurationLayer.Flag, null, 0));
    }

    [Fact]
    public void The_nearest_project_upward_from_the_procedure_is_read()
    {
        home.WithProject("sandbox: {timeout: 5m}\n");
        var deep = Path.Combine(home.Create("project/a/b"), "deep.tac");

        var configuration = new ConfigurationLoader(TimeProvider.System).Load(home.Request with { ProcedurePath = deep, WorkingDirectory = home.Root });

        configuration.Grant.Sandbox.Timeout.ShouldBe(TimeSpan.FromMinutes(5));
        configuration.Files.ShouldHaveSingleItem().DisplayPath.ShouldBe("project/.tactus/config.yml");
    }

    [Fact]
    public void Dot_env_files_are_never_read()
    {
        home.Write(Path.Combine(home.Project, ".env"), "not: [yaml").Write(Path.Combine(home.Project, ".env.local"), "A=1\n");

        home.Load().Files.ShouldBeEmpty();
    }

    [Fact]
    public void Of_several_problems_the_first_is_thrown_and_the_others_are_announced()
    {
        home.WithSidecar("sandbx: {}\ntools: {allow: host.ping}\nsandbox: {timeout: five}\n");

        var problem = Problem.Of(() => home.Load());

        problem.Code.ShouldBe("TAC4012");
        problem.Line.ShouldBe(1);
        problem.Mend.ShouldNotBeNull().ShouldContain("Did you mean sandbox?");
        problem.Mend.ShouldContain($"There are 2 other problems: tactus config validate --procedure {home.Procedure}");
    }

    [Fact]
    public void A_single_problem_announces_no_others()
    {
        home.WithSidecar("sandbx: {}\n");

        Problem.Of(() => home.Load()).Mend.ShouldBe("Did you mean sandbox?");
    }

    [Fact]
    public void Volumes_are_relative_to_the_file_that_declares_them()
    {
        home.WithProject("sandbox:\n  volumes: ['./data:/data', '../other:/other:rw']\n");

        var configuration = home.Load();
        configuration = configuration.Trusting(configuration.Files[0]);

        configuration.Grant.Sandbox.Volumes.ShouldBe(
        [
            new VolumeGrant(Path.Combine(home.Project, ".tactus", "data"), "/data", ReadOnly: true),
            new VolumeGrant(Path.Combine(home.Project, "other"), "/other", ReadOnly: false),
        ]);
    }
}
