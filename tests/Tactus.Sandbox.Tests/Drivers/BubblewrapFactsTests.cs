using Tactus.Sandbox.Cgroups;
using Tactus.Sandbox.Controls;
using Tactus.Sandbox.Directories;
using Tactus.Sandbox.Drivers.Bubblewrap;

namespace Tactus.Sandbox.Tests.Drivers;

// Proves that each thing this machine could lack takes its control away, so that the table refuses.
public sealed class BubblewrapFactsTests
{
    private static readonly HostIdentity s_root = new(0, 0);
    private static readonly ControlTable s_table = ControlTable.Load("bubblewrap");

    private static readonly BubblewrapFacts s_whole = new()
    {
        Program = "/usr/bin/bwrap",
        Version = new Version(0, 8, 0),
        Setpriv = "/usr/bin/setpriv",
        Prlimit = "/usr/bin/prlimit",
        TrialFailure = null,
        HasSeccomp = true,
        Cgroups = new CgroupHost(2, new Dictionary<string, string> { ["memory"] = "/", ["pids"] = "/", ["cpu"] = "/" }),
    };

    [Fact]
    public void With_everything_there_nothing_is_missing()
        => s_table.Evaluate(s_whole.Controls(s_root)).ShouldAllBe(status => status.Present);

    [Fact]
    public void Each_missing_part_takes_its_control_away()
    {
        Missing(s_whole with { Version = new Version(0, 4, 1) }).ShouldContain("program");
        Missing(s_whole with { Version = null }).ShouldContain("program");
        Missing(s_whole with { TrialFailure = "Permission denied" }).ShouldBe(["user-namespace", "network", "read-only-root", "capabilities", "no-new-privileges"]);
        Missing(s_whole with { Setpriv = null }).ShouldBe(["unprivileged-user"]);
        Missing(s_whole with { Prlimit = null }).ShouldBe(["limits"]);
        Missing(s_whole with { HasSeccomp = false }).ShouldBe(["seccomp"]);
        Missing(s_whole with { Cgroups = new CgroupHost(2, new Dictionary<string, string>()) }).ShouldBe(["memory", "pids", "cpu"]);
    }

    [Fact]
    public void An_ordinary_user_needs_no_setpriv()
        => s_table.Refusal(s_table.Evaluate((s_whole with { Setpriv = null }).Controls(new HostIdentity(1000, 1000)))).ShouldBeNull();

    private static string[] Missing(BubblewrapFacts facts)
        => [.. s_table.Evaluate(facts.Controls(s_root)).Where(status => !status.Present).Select(status => status.Name)];
}
