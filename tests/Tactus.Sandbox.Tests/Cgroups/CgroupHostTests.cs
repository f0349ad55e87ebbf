using Tactus.Sandbox.Cgroups;

namespace Tactus.Sandbox.Tests.Cgroups;

// Proves where cgroups are made: only where a controller is really handed down, and never without the limit's file.
public sealed class CgroupHostTests : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("tactus-cgroup-").FullName;

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Fact]
    public void The_nearest_ancestor_that_hands_down_controllers_is_the_parent()
    {
        Make("", "cpu memory pids");
        Make("user.slice", "memory pids");
        Make("user.slice/session.scope", "memory pids");

        CgroupHost host = CgroupHost.Find(_root, "0::/user.slice/session.scope\n");

        host.Version.ShouldBe(2);
        host.Parents.ShouldBe(new Dictionary<string, string> { ["memory"] = _root + "/user.slice", ["pids"] = _root + "/user.slice" }, ignoreOrder: true);
    }

    [Fact]
    public void Our_own_cgroup_will_not_do_because_we_are_in_it()
    {
        Make("", "");
        Make("session.scope", "cpu memory pids");

        CgroupHost.Find(_root, "0::/session.scope\n").Parents.ShouldBeEmpty();
    }

    [Fact]
    public void The_root_will_do_when_we_are_in_it()
    {
        Make("", "cpu memory pids");

        CgroupHost.Find(_root, "0::/\n").Parents.Keys.Order(StringComparer.Ordinal).ShouldBe(["cpu", "memory", "pids"]);
    }

    [Fact]
    public void In_version_one_each_controller_has_a_parent_of_its_own()
    {
        Directory.CreateDirectory(Path.Combine(_root, "memory/outer"));
        File.WriteAllText(Path.Combine(_root, "memory/outer/cgroup.procs"), "");
        Directory.CreateDirectory(Path.Combine(_root, "pids"));
        File.WriteAllText(Path.Combine(_root, "pids/cgroup.procs"), "");

        CgroupHost host = CgroupHost.Find(_root, "8:pids:/\n4:memory:/outer\n0::/\n");

        host.Version.ShouldBe(1);
        host.Parents.ShouldBe(new Dictionary<string, string> { ["memory"] = _root + "/memory/outer", ["pids"] = _root + "/pids" }, ignoreOrder: true);
    }

    [Fact]
    public void A_limit_whose_file_is_missing_is_an_error_and_not_a_new_file()
    {
        var host = new CgroupHost(2, new Dictionary<string, string> { ["memory"] = _root });

        Should.Throw<FileNotFoundException>(() => host.Create("run", new CgroupLimits(1 << 20, 10, 1)));
        File.Exists(Path.Combine(_root, "tactus-run/memory.max")).ShouldBeFalse();
    }

    [Fact]
    public void A_sweep_removes_empty_cgroups_of_dead_runs_and_nothing_else()
    {
        foreach (string name in (string[])["tactus-dead", $"tactus-dead.{int.MaxValue}-1", $"tactus-helper.{Environment.ProcessId}-1", "tactus-alive", "other"])
        {
            Directory.CreateDirectory(Path.Combine(_root, name));
        }

        Directory.CreateDirectory(Path.Combine(_root, "tactus-busy"));
        File.WriteAllText(Path.Combine(_root, "tactus-busy/member"), "a cgroup with something in it cannot be removed");
        var host = new CgroupHost(2, new Dictionary<string, string> { ["memory"] = _root, ["pids"] = _root });

        host.Sweep(run => run == "alive").ShouldBe(["dead"]);

        Directory.EnumerateDirectories(_root).Select(Path.GetFileName).Order(StringComparer.Ordinal).ShouldBe(["other", "tactus-alive", "tactus-busy", $"tactus-helper.{Environment.ProcessId}-1"]);
    }

    private void Make(string path, string controllers)
    {
        string directory = Directory.CreateDirectory(Path.Combine(_root, path)).FullName;
        File.WriteAllText(Path.Combine(directory, "cgroup.controllers"), "cpu memory pids");
        File.WriteAllText(Path.Combine(directory, "cgroup.subtree_control"), controllers + "\n");
        File.WriteAllText(Path.Combine(directory, "cgroup.procs"), "");
    }
}
