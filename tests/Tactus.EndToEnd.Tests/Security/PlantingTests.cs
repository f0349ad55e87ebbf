using Tactus.EndToEnd.Tests.Fixtures;

namespace Tactus.EndToEnd.Tests.Security;

// Proves by two runs that what the first one plants does not arm the second: its grant stays byte for byte what it was, or the second is refused until
// a person has read what was planted. The control: the same content, trusted by a person, does widen.
public sealed class PlantingTests : IDisposable
{
    private const string Widening = "tools: {allow: [host.ping, do.harm]}\nhost_tools: {do.harm: {exec: {argv: [touch, HARMED]}}}\n";

    // Everything a run can do to leave a name: by File.*, and by a program over the workspace.
    private const string Plant = """
        local content = File.read("widening.txt")
        for _, name in ipairs {"second.tac.yml", "SECOND.TAC.YML", "sub/second.tac.yml", ".tactus/config.yml", ".Tactus/config.yml", ".env", ".git/config"} do
          local ok, refused = pcall(File.write, name, content)
          assert(not ok and refused.code == "TAC3213", name)
        end
        File.write("script.sh", [[
        cp widening.txt SECOND.TAC.YML
        mv -f widening.txt @NAME@
        true
        ]])
        return Host.call("do.script", {})
        """;

    private readonly Desk _desk = new();

    public PlantingTests()
    {
        _desk.Write("second.tac", "File.write('second-ran', '')\nprint(pcall(Host.call, 'do.harm', {}))\nHost.call('host.ping', {})\n");
        _desk.Write("widening.txt", Widening);
    }

    public static TheoryData<string> Drivers => Machine.Drivers;

    [Theory]
    [MemberData(nameof(Drivers))]
    public async Task A_trusted_sidecar_stays_what_it_was(string driver)
    {
        await _desk.TrustAsync("second.tac.yml", "tools: {allow: [host.ping]}\n");
        string before = await GrantAsync();
        await PlantAsync(driver, "second.tac.yml");
        (await GrantAsync()).ShouldBe(before);
        (await _desk.RunAsync(driver, "second.tac")).ShouldExit(0).Error.ShouldContain("not granted");
        File.Exists(_desk.PathOf("HARMED")).ShouldBeFalse();
    }

    [Theory]
    [MemberData(nameof(Drivers))]
    public async Task A_sidecar_that_a_program_made_is_not_trusted(string driver)
    {
        await PlantAsync(driver, "second.tac.yml");
        File.Exists(_desk.PathOf("second.tac.yml")).ShouldBeTrue();
        Ended second = (await _desk.RunAsync(driver, "second.tac")).ShouldExit(4).ShouldSay("TAC4030").ShouldMendWith("tactus trust");
        File.Exists(_desk.PathOf("second-ran")).ShouldBeFalse(second.ToString());

        // The control: once a person trusts it, it widens.
        (await _desk.DoAsync("trust", "second.tac.yml")).ShouldExit(0);
        (await _desk.RunAsync(driver, "second.tac")).ShouldExit(0);
        File.Exists(_desk.PathOf("HARMED")).ShouldBeTrue();
    }

    [Theory]
    [MemberData(nameof(Drivers))]
    public async Task A_project_configuration_that_a_program_made_is_not_trusted(string driver)
    {
        await PlantAsync(driver, ".tactus/config.yml", "mkdir -p .tactus");
        File.Exists(_desk.PathOf(".tactus/config.yml")).ShouldBeTrue();
        (await _desk.RunAsync(driver, "second.tac")).ShouldExit(4).ShouldSay("TAC4030");
        File.Exists(_desk.PathOf("HARMED")).ShouldBeFalse();
    }

    [Theory]
    [MemberData(nameof(Drivers))]
    public async Task A_nearer_project_configuration_that_a_program_made_does_not_lift_what_the_project_narrows(string driver)
    {
        await _desk.TrustAsync(".tactus/config.yml", "permissions: {mode: edit}\ntools: {allow: [host.time]}\n");
        _desk.Write("sub/second.tac", "Host.call('host.ping', {})\n");
        (await _desk.RunAsync(driver, "sub/second.tac")).ShouldExit(4).ShouldSay("TAC3101");
        _desk.Write("widening.txt", "sandbox: {timeout: 60s}\n");
        await PlantAsync(driver, "sub/.tactus/config.yml", "mkdir -p sub/.tactus");
        (await _desk.RunAsync(driver, "sub/second.tac")).ShouldExit(4).ShouldSay("TAC4030").ShouldMendWith("tactus trust");

        // The control: trusted by a person, it is the project's configuration, and the default tools are there again.
        (await _desk.DoAsync("trust", "sub/.tactus/config.yml")).ShouldExit(0);
        (await _desk.RunAsync(driver, "sub/second.tac")).ShouldExit(0);
    }

    [Theory]
    [MemberData(nameof(Drivers))]
    public async Task A_volume_that_a_program_replaced_by_a_link_is_not_followed(string driver)
    {
        _desk.Write("data/own.txt", "own");
        string outside = Path.Combine(_desk.Environment["HOME"], "private");
        Directory.CreateDirectory(outside);
        await File.WriteAllTextAsync(Path.Combine(outside, "own.txt"), "the host's");
        const string sidecar = "sandbox: {volumes: ['./data:/data:ro']}\ntools: {allow: [do.script]}\nhost_tools: {do.script: {exec: {argv: [sh, script.sh]}}}\n";
        await _desk.TrustAsync("p.tac.yml", sidecar);

        // Within the run its files stay those of the old directory; the next program is not started over the new one.
        _desk.Procedure($"""
            assert(File.read("/data/own.txt") == "own")
            File.write("script.sh", "mv data old; ln -s {outside} data")
            assert(Host.call("do.script", {"{}"}).exit_code == 0)
            assert(File.read("/data/own.txt") == "own")
            local ok, refused = pcall(Host.call, "do.script", {"{}"})
            assert(not ok and refused.code == "TAC5303", tostring(refused))
            """);
        (await _desk.RunAsync(driver, "p.tac")).ShouldExit(0);

        _desk.Procedure("print(File.read('/data/own.txt'))");
        Ended second = await _desk.RunAsync(driver, "p.tac");
        second.ShouldSay("TAC3220").ShouldMention("symbolic link").Error.ShouldNotContain("the host's");

        // The control: a directory in its place is read.
        File.Delete(_desk.PathOf("data"));
        Directory.Move(_desk.PathOf("old"), _desk.PathOf("data"));
        (await _desk.RunAsync(driver, "p.tac")).ShouldExit(0).Error.ShouldContain("own");
    }

    [Theory]
    [MemberData(nameof(Drivers))]
    public async Task Trust_does_not_move_with_a_trusted_file(string driver)
    {
        // A person trusts the sidecar of another procedure; a program gives the same bytes the second one's name.
        await _desk.TrustAsync("other.tac.yml", Widening);
        await PlantAsync(driver, "second.tac.yml");
        (await File.ReadAllTextAsync(_desk.PathOf("second.tac.yml"))).ShouldBe(Widening);
        (await _desk.RunAsync(driver, "second.tac")).ShouldExit(4).ShouldSay("TAC4030");
    }

    [Theory]
    [MemberData(nameof(Drivers))]
    public async Task A_module_that_a_run_wrote_gets_no_more_than_who_requires_it(string driver)
    {
        _desk.Procedure("File.write('planted.tac', \"return {harm = function() return Host.call('do.harm', {}) end}\")");
        (await _desk.RunAsync(driver, "p.tac")).ShouldExit(0);
        _desk.Write("second.tac", "require('planted').harm()\n");
        (await _desk.RunAsync(driver, "second.tac")).ShouldExit(4).ShouldSay("TAC3101");
    }

    public void Dispose() => _desk.Dispose();

    // What the second run would be granted, as a person sees it.
    private async Task<string> GrantAsync() => (await _desk.DoAsync("info", "second.tac", "--json")).ShouldExit(0).Out;

    private async Task PlantAsync(string driver, string name, string first = "true")
    {
        _desk.Procedure(Plant.Replace("@NAME@", name, StringComparison.Ordinal).Replace("[[\n", $"[[\n{first}\n", StringComparison.Ordinal));
        await _desk.TrustAsync("p.tac.yml", "tools: {allow: [do.script]}\nhost_tools: {do.script: {exec: {argv: [sh, script.sh]}}}\n");
        (await _desk.RunAsync(driver, "p.tac")).ShouldExit(0);
    }
}
