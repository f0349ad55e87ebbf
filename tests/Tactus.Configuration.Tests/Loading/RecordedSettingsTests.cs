// Proves that a later execution gets what an earlier one was granted, cut down to what the files give now: neither side can widen the other.
using Tactus.Configuration.Explaining;
using Tactus.Configuration.Loading;
using Tactus.Configuration.Tests.Support;
using Tactus.Policy.Grants;

namespace Tactus.Configuration.Tests.Loading;

public sealed class RecordedSettingsTests : IDisposable
{
    private const string Tools = "host_tools:\n  a.one: {exec: {argv: [one]}}\n  a.two: {exec: {argv: [two]}}\n";

    private readonly TemporaryHome home = new();

    public void Dispose() => home.Dispose();

    [Fact]
    public void The_same_files_give_the_same_grant()
    {
        home.WithUser(
            "sandbox: {timeout: 90s, driver: bubblewrap, workspace: staged, env: {A: 'say \"hi\" \\ 1', B: '12', C: 'true'}, limits: {memory: 300m, cpus: 0.5}, volumes: ['/srv:/data:rw']}\n"
            + "tools: {allow: [host.ping, 'a.*']}\n" + Tools);
        var recorded = home.Load();

        var later = Later(recorded);

        Values(later).ShouldBe(Values(recorded));
        later.UntrustedWidenings.ShouldBeEmpty();
    }

    [Fact]
    public void What_the_files_no_longer_give_is_gone()
    {
        home.WithUser("sandbox: {limits: {effects: 500}, volumes: ['/srv:/data:rw', '/opt:/opt']}\ntools: {allow: [host.ping, 'a.*']}\n" + Tools);
        var recorded = home.Load();
        home.WithUser("sandbox: {limits: {effects: 50}, volumes: ['/srv:/data:ro']}\ntools: {allow: [a.one]}\n" + Tools);

        var grant = Later(recorded).Grant;

        grant.AllowedTools.ShouldBe(["a.one"]);
        grant.Sandbox.Limits.Effects.ShouldBe(50);
        grant.Sandbox.Volumes.ShouldBe([new VolumeGrant("/srv", "/data", ReadOnly: true)]);
    }

    [Fact]
    public void What_was_not_granted_then_is_not_gained()
    {
        home.WithUser("sandbox: {workspace: staged, limits: {effects: 50}}\npermissions: {mode: readonly}\ntools: {allow: ['a.*']}\nhost_tools:\n  a.one: {exec: {argv: [one]}}\n");
        var recorded = home.Load();
        home.WithUser("sandbox: {volumes: ['/srv:/data']}\npermissions: {mode: full}\ntools: {allow: ['*']}\n" + Tools);

        var grant = Later(recorded).Grant;

        grant.AllowedTools.ShouldBe(["a.*"]);
        grant.HostTools.Keys.ShouldBe(["a.one"]);
        grant.Permissions.ShouldBe(PermissionMode.Readonly);
        grant.Sandbox.Workspace.ShouldBe(WorkspaceMode.Staged);
        grant.Sandbox.Limits.Effects.ShouldBe(50);
        grant.Sandbox.Volumes.ShouldBeEmpty();
    }

    [Fact]
    public void A_file_that_is_not_trusted_now_gives_nothing()
    {
        home.WithSidecar("tools: {allow: [a.one]}\n" + Tools);
        var untrusted = home.Load();
        var recorded = untrusted.Trusting(untrusted.Files.Single());
        recorded.Grant.AllowedTools.ShouldBe(["a.one"], "the control: it was granted");

        var later = Later(recorded);

        later.Grant.AllowedTools.ShouldBeEmpty();
        later.Grant.HostTools.ShouldBeEmpty();
        later.UntrustedWidenings.ShouldNotBeEmpty();
    }

    [Fact]
    public void The_environment_is_given_back_as_it_was_or_taken_as_it_is()
    {
        home.WithUser("sandbox: {env: {A: then, B: then}}\n");
        var recorded = home.Load();
        home.WithUser("sandbox: {env: {A: now, C: now}}\n");

        Later(recorded).Grant.Sandbox.Environment.ShouldBe(new Dictionary<string, string> { ["A"] = "then", ["B"] = "then" }, ignoreOrder: true);
        Later(recorded, restoresEnvironment: false).Grant.Sandbox.Environment.ShouldBe(new Dictionary<string, string> { ["A"] = "now", ["C"] = "now" }, ignoreOrder: true);
    }

    [Fact]
    public void The_command_line_and_a_free_section_can_give_more()
    {
        home.WithUser("sandbox: {limits: {effects: 50}}\n");
        var recorded = home.Load();
        home.WithUser("sandbox: {limits: {effects: 500}}\n");

        Later(recorded).Grant.Sandbox.Limits.Effects.ShouldBe(50, "the control");
        Later(recorded, free: ["sandbox.limits"]).Grant.Sandbox.Limits.Effects.ShouldBe(500);
        Later(recorded, flags: new FlagSetting("--timeout", "sandbox.timeout", "2h")).Grant.Sandbox.Timeout.ShouldBe(TimeSpan.FromHours(2));
    }

    [Fact]
    public void A_key_that_the_record_does_not_know_had_its_default()
    {
        var recorded = Recorded(home.Load()).Where(pair => pair.Key != "sandbox.timeout").ToDictionary();
        home.WithUser("sandbox: {timeout: 2h}\n");

        Load(new RecordedSettings(recorded, RestoresEnvironment: true, [])).Grant.Sandbox.Timeout.ShouldBe(TimeSpan.FromHours(1));
    }

    private static Dictionary<string, string> Recorded(ResolvedConfiguration configuration) =>
        ConfigurationExplainer.Explain(configuration).ToDictionary(setting => setting.Key, setting => setting.Value);

    private static List<string> Values(ResolvedConfiguration configuration) =>
        [.. ConfigurationExplainer.Explain(configuration).Select(setting => $"{setting.Key}={setting.Value}").Order(StringComparer.Ordinal)];

    private ResolvedConfiguration Later(ResolvedConfiguration recorded, bool restoresEnvironment = true, string[]? free = null, params FlagSetting[] flags) =>
        Load(new RecordedSettings(Recorded(recorded), restoresEnvironment, free ?? []), flags);

    private ResolvedConfiguration Load(RecordedSettings recorded, params FlagSetting[] flags) =>
        new ConfigurationLoader(TimeProvider.System).Load(home.Request with { Recorded = recorded, Flags = flags });
}
