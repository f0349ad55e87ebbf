using Tactus.EndToEnd.Tests.Fixtures;

namespace Tactus.EndToEnd.Tests.Failures;

// Proves that wrong, untrusted or edited configuration stops a run before it begins, with file, line and the way out.
public sealed class ConfigurationTests : IDisposable
{
    private const string Widening = "tools: {allow: [mark]}\nhost_tools:\n  mark:\n    description: Leaves a mark\n    args: {}\n    exec: {argv: [touch, mark], cwd: \"${workspace}\"}\n";

    private readonly Desk _desk = new();

    public static TheoryData<string> Drivers => Machine.Drivers;

    [Fact]
    public async Task An_unknown_key_in_a_sidecar_names_the_nearest_one()
    {
        _desk.Procedure("return 1");
        _desk.Write("p.tac.yml", "sandbox:\n  limitz: {cpu_time: 1s}\n");
        (await _desk.DoAsync("run", "p.tac", "--json")).ShouldExit(2).ShouldSay("TAC4012").ShouldPointAt("p.tac.yml", 2).ShouldMendWith("limits");
    }

    [Fact]
    public async Task A_tab_in_a_sidecar_is_shown()
    {
        _desk.Procedure("return 1");
        _desk.Write("p.tac.yml", "sandbox:\n\ttimeout: 5\n");
        (await _desk.DoAsync("run", "p.tac", "--json")).ShouldExit(2).ShouldSay("TAC4003").ShouldPointAt("p.tac.yml", 2).ShouldMendWith("spaces");
    }

    [Fact]
    public async Task A_wrong_sidecar_leaves_no_run()
    {
        _desk.Procedure("return 1");
        _desk.Write("p.tac.yml", "sandbox: 5\n");
        (await _desk.DoAsync("run", "p.tac", "--json")).ShouldExit(2).ShouldSay("TAC4013");
        (await _desk.DoAsync("runs", "list", "--json")).ShouldExit(0).Json.GetProperty("runs").GetArrayLength().ShouldBe(0);
    }

    [Fact]
    public async Task An_untrusted_sidecar_that_widens_is_refused_with_the_command_that_trusts_it()
    {
        _desk.Procedure("Host.call('mark', {})");
        _desk.Write("p.tac.yml", Widening);
        Ended run = await _desk.DoAsync("run", "p.tac", "--json");
        run.ShouldExit(4).ShouldSay("TAC4030").ShouldMendWith("tactus trust");
        run.JsonError.GetProperty("file").GetString().ShouldNotBeNull().ShouldEndWith("p.tac.yml");
        File.Exists(_desk.PathOf("mark")).ShouldBeFalse();
    }

    [Theory]
    [MemberData(nameof(Drivers))]
    public async Task A_sidecar_edited_after_it_was_trusted_asks_again(string driver)
    {
        _desk.Procedure("Host.call('mark', {})");
        await _desk.TrustAsync("p.tac.yml", Widening);
        await _desk.CheckAsync(await _desk.RunAsync(driver, "p.tac"), 0, "succeeded", null);
        File.Exists(_desk.PathOf("mark")).ShouldBeTrue();
        File.Delete(_desk.PathOf("mark"));

        File.AppendAllText(_desk.PathOf("p.tac.yml"), "# one more line\n");
        (await _desk.RunAsync(driver, "p.tac")).ShouldExit(4).ShouldSay("TAC4030").ShouldMendWith("tactus trust");
        File.Exists(_desk.PathOf("mark")).ShouldBeFalse();
    }

    [Theory]
    [MemberData(nameof(Drivers))]
    public async Task A_missing_secret_is_named_and_nothing_starts(string driver)
    {
        _desk.Procedure("return 1");
        await _desk.TrustAsync("p.tac.yml", """
            tools: {allow: [tracker]}
            host_tools:
              tracker:
                description: Needs a token
                args: {}
                http: {method: GET, url: "https://tracker.example/api", headers: {Authorization: "Bearer ${secret:TRACKER_TOKEN}"}}
            """);
        Ended run = await _desk.CheckAsync(await _desk.RunAsync(driver, "p.tac"), 4, "refused", "TAC3501");
        run.ShouldMention("TRACKER_TOKEN").ShouldMendWith("TRACKER_TOKEN");
    }

    [Fact]
    public async Task Validate_lists_every_problem_of_every_file_at_once()
    {
        _desk.Write(".tactus/config.yml", "sandbox:\n  driver: chroot\n  timeout: -3\ntoolz: {}\n");
        Ended validated = await _desk.DoAsync("config", "validate");
        validated.ShouldExit(2).ShouldPrint("config.yml:2", "config.yml:3", "config.yml:4", "TAC4012", "TAC4014");
        _desk.Write(".tactus/config.yml", "sandbox:\n  timeout: 30\n");
        (await _desk.DoAsync("config", "validate")).ShouldExit(0);
    }

    [Fact]
    public async Task A_flag_with_a_bad_value_is_a_usage_error()
    {
        _desk.Procedure("return 1");
        (await _desk.DoAsync("run", "p.tac", "--timeout", "soon", "--json")).ShouldExit(2).ShouldSay("TAC4014").ShouldPointAt("--timeout", 0).ShouldMendWith("90s");
        (await _desk.DoAsync("run", "p.tac", "--sandbox", "--no-sandbox", "--json")).ShouldExit(2).ShouldSay("TAC7006");
        (await _desk.DoAsync("run", "p.tac", "--driver", "oci", "--json")).ShouldExit(2);
        (await _desk.DoAsync("run", "p.tac", "--no-such-flag")).ShouldExit(2);
        (await _desk.DoAsync("dance")).ShouldExit(2);
    }

    public void Dispose() => _desk.Dispose();
}
