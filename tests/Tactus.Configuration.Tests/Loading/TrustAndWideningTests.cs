// Proves the fourth rule: what an untrusted file narrows holds, what it widens does not, and only this content at this place can be trusted.
using Tactus.Configuration.Files;
using Tactus.Configuration.Loading;
using Tactus.Configuration.Tests.Support;
using Tactus.Configuration.Trust;
using Tactus.Policy.Grants;

namespace Tactus.Configuration.Tests.Loading;

public sealed class TrustAndWideningTests : IDisposable
{
    private const string Wide = "tools:\n  allow: [host.ping, git.log]\nsandbox: {timeout: 10s}\nhost_tools:\n  git.log: {exec: {argv: [git, log]}}\n";

    private readonly TemporaryHome home = new();

    public void Dispose() => home.Dispose();

    private TrustStore Store => new(home.Paths.TrustFile!, TimeProvider.System);

    [Fact]
    public void An_untrusted_file_that_narrows_holds_and_never_blocks()
    {
        var configuration = home.WithSidecar(
            "tools: {allow: [host.ping]}\nsandbox: {timeout: 5m, workspace: staged, driver: bubblewrap, mount_current_dir: false, env: {A: b}}\npermissions: {mode: readonly}\n").Load();

        configuration.UntrustedWidenings.ShouldBeEmpty();
        configuration.Grant.AllowedTools.ShouldBe(["host.ping"]);
        configuration.Grant.Permissions.ShouldBe(PermissionMode.Readonly);
        configuration.Grant.Sandbox.Driver.ShouldBe(DriverChoice.Bubblewrap);
    }

    [Fact]
    public void A_file_that_does_neither_never_blocks() =>
        home.WithSidecar("sandbox: {timeout: 1h, workspace: direct}\ntools: {allow: [host.time, host.ping, host.echo]}\n").Load().UntrustedWidenings.ShouldBeEmpty();

    [Theory]
    [InlineData("tools: {allow: ['host.*']}", "tools.allow")]
    [InlineData("tools: {allow: ['*']}", "tools.allow")]
    [InlineData("sandbox: {timeout: 2h}", "sandbox.timeout")]
    [InlineData("sandbox: {limits: {memory: 513m}}", "sandbox.limits.memory")]
    [InlineData("sandbox: {limits: {cpus: 1.5}}", "sandbox.limits.cpus")]
    [InlineData("sandbox: {limits: {cpu_time: 61s}}", "sandbox.limits.cpu_time")]
    [InlineData("sandbox: {limits: {pids: 33}}", "sandbox.limits.pids")]
    [InlineData("sandbox: {limits: {files: 257}}", "sandbox.limits.files")]
    [InlineData("sandbox: {limits: {output: 2m}}", "sandbox.limits.output")]
    [InlineData("sandbox: {limits: {workspace: 2g}}", "sandbox.limits.workspace")]
    [InlineData("sandbox: {limits: {effects: 100001}}", "sandbox.limits.effects")]
    [InlineData("sandbox: {volumes: ['./d:/d']}", "sandbox.volumes")]
    [InlineData("permissions: {mode: full}", "permissions.mode")]
    [InlineData("host_tools: {a: {exec: {argv: [a]}}}", "host_tools.a")]
    public void Every_key_that_can_widen_is_refused_without_trust(string yaml, string key)
    {
        var widening = home.WithSidecar(yaml).Load().UntrustedWidenings.ShouldHaveSingleItem();

        (widening.Key, widening.Line, widening.Hint).ShouldBe((key, 1, null));
        widening.What.ShouldContain(key);
        var refusal = widening.ToException();
        (refusal.Code, refusal.File, refusal.Line).ShouldBe(("TAC4030", "hello.tac.yml", 1));
        refusal.Mend.ShouldNotBeNull().ShouldContain("tactus trust hello.tac.yml");
    }

    [Fact]
    public void What_widens_does_not_hold_while_what_narrows_in_the_same_file_does()
    {
        var configuration = home.WithSidecar(Wide).Load();

        configuration.UntrustedWidenings.Select(widening => widening.Key).ShouldBe(["tools.allow", "host_tools.git.log"]);
        configuration.UntrustedWidenings[0].What.ShouldBe("tools.allow is [host.ping, git.log], which is wider than [host.ping, host.echo, host.time] (default)");
        configuration.Grant.AllowedTools.ShouldBe(["host.ping", "host.echo", "host.time"]);
        configuration.Grant.HostTools.ShouldBeEmpty();
        configuration.Grant.Sandbox.Timeout.ShouldBe(TimeSpan.FromSeconds(10));
    }

    [Fact]
    public void An_untrusted_project_configuration_does_not_hide_the_one_above_it()
    {
        home.WithProject("permissions: {mode: readonly}\n");
        var inner = Path.Combine(home.Project, "sub", ".tactus", "config.yml");
        home.Write(inner, "sandbox: {timeout: 60s}\n");
        var procedure = Path.Combine(home.Project, "sub", "hello.tac");
        var loader = new ConfigurationLoader(TimeProvider.System);

        var refused = loader.Load(home.Request with { ProcedurePath = procedure });
        refused.UntrustedWidenings.ShouldHaveSingleItem().ToException().Message.ShouldContain(home.ProjectFile);

        // Trusted, for this run or for good, it is the project's configuration. Alone it hides nothing and needs no trust.
        var file = refused.Files[0];
        refused.Trusting(file).UntrustedWidenings.ShouldBeEmpty();
        Store.Add(file.RealPath, file.Sha256);
        loader.Load(home.Request with { ProcedurePath = procedure }).UntrustedWidenings.ShouldBeEmpty();
        Store.Revoke(file.RealPath);
        File.Delete(home.ProjectFile);
        loader.Load(home.Request with { ProcedurePath = procedure }).UntrustedWidenings.ShouldBeEmpty();
    }

    [Fact]
    public void Trust_is_for_this_content_at_this_place()
    {
        var file = home.WithSidecar(Wide).Load().Files[0];
        Store.Add(file.RealPath, file.Sha256);
        home.Load().UntrustedWidenings.ShouldBeEmpty();

        home.WithSidecar(Wide + "# edited\n");
        home.Load().UntrustedWidenings[0].Hint.ShouldNotBeNull().ShouldStartWith("it was edited since it was trusted on ");

        home.WithSidecar(Wide);
        home.Load().UntrustedWidenings.ShouldBeEmpty();
        Directory.Move(home.Project, Path.Combine(home.Root, "moved"));
        var moved = new ConfigurationLoader(TimeProvider.System).Load(
            home.Request with { WorkingDirectory = Path.Combine(home.Root, "moved"), ProcedurePath = "hello.tac" });
        moved.UntrustedWidenings[0].Hint.ShouldNotBeNull().ShouldContain("trusted at another place");
    }

    [Fact]
    public void A_file_swapped_between_reading_and_trusting_gains_nothing()
    {
        var configuration = home.WithSidecar(Wide).Load();
        home.WithSidecar("tools: {allow: ['*']}\n");

        var trusted = configuration.Trusting(configuration.Files[0]);
        Store.Add(configuration.Files[0].RealPath, configuration.Files[0].Sha256);

        trusted.Grant.AllowedTools.ShouldBe(["host.ping", "git.log"]);
        trusted.UntrustedWidenings.ShouldBeEmpty();
        home.Load().UntrustedWidenings.ShouldNotBeEmpty();
    }

    [Fact]
    public void Trust_in_one_file_is_not_trust_in_another()
    {
        home.WithProject("permissions: {mode: full}\n").WithSidecar(Wide);
        var configuration = home.Load();
        var project = configuration.Files.Single(file => file.Layer == ConfigurationLayer.Project);

        var trusted = configuration.Trusting(project);

        trusted.Grant.Permissions.ShouldBe(PermissionMode.Full);
        trusted.UntrustedWidenings.ShouldAllBe(widening => widening.File.Layer == ConfigurationLayer.Sidecar);
        trusted.UntrustedWidenings.Count.ShouldBe(2);
    }

    [Fact]
    public void A_trusted_project_can_be_narrowed_by_an_untrusted_sidecar_and_not_widened_back()
    {
        home.WithUser("sandbox: {timeout: 1m}\n").WithSidecar("sandbox: {timeout: 2m}\n");

        var widening = home.Load().UntrustedWidenings.ShouldHaveSingleItem();

        widening.What.ShouldContain("wider than 1m (user ");
    }

    [Fact]
    public void The_command_line_can_trust_a_file_for_one_run()
    {
        home.WithSidecar(Wide);
        var loader = new ConfigurationLoader(TimeProvider.System);

        loader.Load(home.Request with { TrustedForThisRun = ["hello.tac.yml"] }).UntrustedWidenings.ShouldBeEmpty();
        loader.Load(home.Request).UntrustedWidenings.ShouldNotBeEmpty();
        Store.List().ShouldBeEmpty();
    }

    [Theory]
    [InlineData("other.yml")]
    [InlineData("hello.tac")]
    public void Trusting_a_file_that_is_none_of_the_runs_is_an_error(string name)
    {
        home.WithSidecar(Wide);

        Problem.Of(() => new ConfigurationLoader(TimeProvider.System).Load(home.Request with { TrustedForThisRun = [name] })).Code.ShouldBe("TAC4037");
    }

    [Fact]
    public void Without_a_home_nothing_is_trusted()
    {
        home.WithSidecar(Wide);

        var paths = new ConfigurationPaths(home.Paths.SystemFile, null, null);
        new ConfigurationLoader(TimeProvider.System).Load(home.Request with { Paths = paths }).UntrustedWidenings.ShouldNotBeEmpty();
    }

    [Fact]
    public void A_damaged_store_matters_only_to_a_file_that_widens()
    {
        home.Write(home.Paths.TrustFile!, "{");

        home.WithSidecar("sandbox: {timeout: 5s}\n").Load().UntrustedWidenings.ShouldBeEmpty();
        Problem.Of(() => home.WithSidecar(Wide).Load()).Code.ShouldBe("TAC4031");
    }

    [Fact]
    public void A_ceiling_cuts_trusted_files_and_flags_alike_and_says_so()
    {
        home.WithSystem(
            "ceiling:\n  sandbox: {enabled: true, driver: docker, timeout: 10m, limits: {memory: 256m}}\n  tools: {allow: [host.ping, 'git.*']}\n")
            .WithSidecar(Wide);
        var configuration = home.Load(
            new FlagSetting("--no-sandbox", "sandbox.enabled", "false"),
            new FlagSetting("--driver", "sandbox.driver", "none"),
            new FlagSetting("--timeout", "sandbox.timeout", "1h"));
        configuration = configuration.Trusting(configuration.Files[^1]);

        var grant = configuration.Grant;
        grant.Sandbox.Enabled.ShouldBeTrue();
        grant.Sandbox.Driver.ShouldBe(DriverChoice.Docker);
        grant.Sandbox.Timeout.ShouldBe(TimeSpan.FromMinutes(10));
        grant.Sandbox.Limits.Memory.ShouldBe(256L << 20);
        grant.AllowedTools.ShouldBe(["host.ping", "git.log"]);
        configuration.Cuts.Select(cut => cut.Wanted.Key).ShouldBe(
            ["sandbox.enabled", "sandbox.driver", "sandbox.timeout", "sandbox.limits.memory"], ignoreOrder: true);
        grant.Provenance["sandbox.limits.memory"].ToString().ShouldBe($"default, cut by the ceiling of system {home.Paths.SystemFile}:2");
    }

    [Fact]
    public void No_random_sidecar_and_project_widen_anything_without_trust()
    {
        var seed = Environment.TickCount;
        var random = new Random(seed);
        var widenings = 0;
        for (var round = 0; round < 150; round++)
        {
            home.WithUser(RandomYaml(random)).WithProject("{}").WithSidecar("{}");
            var before = home.Load();
            home.WithProject(RandomYaml(random)).WithSidecar(RandomYaml(random));
            var after = home.Load();
            widenings += after.UntrustedWidenings.Count;

            foreach (var (key, setting) in after.Settings)
            {
                var order = Configuration.Keys.ConfigurationKeys.OrderOf(key);
                order.Covers(before.Settings.GetValueOrDefault(key)?.Value, setting.Value).ShouldBeTrue($"seed {seed}, round {round}: {key}");
            }
        }

        // The control: the files did try.
        widenings.ShouldBeGreaterThan(100);
    }

    private static string RandomYaml(Random random)
    {
        string Pick(params string[] values) => values[random.Next(values.Length)];
        string[] lines =
        [
            $"sandbox: {{timeout: {random.Next(1, 7200)}, driver: {Pick("auto", "docker", "bubblewrap")}, workspace: {Pick("direct", "staged", "none")}, " +
            $"mount_current_dir: {Pick("true", "false")}, volumes: {Pick("[]", "['/a:/a']", "['/a:/a:rw']", "['/a:/a', '/b:/b']")}, " +
            $"env: {{A: {Pick("x", "y")}}}, limits: {{memory: {random.Next(16, 1024)}m, cpus: {random.Next(1, 4)}, pids: {random.Next(8, 64)}}}}}",
            $"permissions: {{mode: {Pick("readonly", "edit", "full")}}}",
            $"tools: {{allow: {Pick("[]", "[host.ping]", "['host.*']", "['*']", "[a.b, host.time]")}}}",
        ];
        return string.Join('\n', lines.Where(_ => random.Next(3) > 0)) + "\n";
    }
}
