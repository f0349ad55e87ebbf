using System.Diagnostics;
using System.Text.Json;
using Tactus.Sandbox.Directories;
using Tactus.Sandbox.Images;

namespace Tactus.Sandbox.Tests.Directories;

// Proves that a first process inside, whose bubblewrap was killed before it had told it to go on, outlives bubblewrap, and that it ends when its run's
// directory is swept or made anew, and not before.
public sealed class UnfinishedSandboxesTests : IDisposable
{
    private readonly string _parent = Directory.CreateTempSubdirectory("tactus-run-").FullName;

    private SandboxPaths Paths => new(Path.Combine(_parent, "sockets"), Path.Combine(_parent, "cache"));

    public void Dispose() => Directory.Delete(_parent, recursive: true);

    [Fact]
    public async Task It_ends_when_its_directory_is_swept()
    {
        string other = Directory.CreateDirectory(Path.Combine(Paths.Sockets, "other")).FullName;
        string stale = Directory.CreateDirectory(Path.Combine(Paths.Sockets, "stale")).FullName;
        string left = await LeaveAsync(stale);

        SocketDirectory.Sweep(run => run == "stale", Paths).ShouldBe([other]);
        Directory.Exists(left).ShouldBeTrue("it waits for ever, and the run is said to be alive");

        SocketDirectory.Sweep(_ => false, Paths).ShouldBe([stale]);
        await Until.HoldsAsync("the end of what was left", () => !Directory.Exists(left));
    }

    [Fact]
    public async Task It_ends_when_its_run_goes_on()
    {
        string left = await LeaveAsync(Directory.CreateDirectory(Path.Combine(Paths.Sockets, "run1")).FullName);

        using SocketDirectory again = SocketDirectory.Create("run1", Paths);

        await Until.HoldsAsync("the end of what was left", () => !Directory.Exists(left));
    }

    // bubblewrap is held back before it lets its child go on, and killed there.
    private static async Task<string> LeaveAsync(string socketDirectory)
    {
        string[] argv =
        [
            "--unshare-all", "--unshare-user", "--die-with-parent", "--info-fd", "1", "--userns-block-fd", "0",
            "--ro-bind", "/", "/", "--ro-bind", socketDirectory, GuestRoot.SocketMount, "--", "/bin/true",
        ];
        using Process bubblewrap = Process.Start(new ProcessStartInfo("/usr/bin/bwrap", argv)
        {
            UseShellExecute = false, RedirectStandardInput = true, RedirectStandardOutput = true,
        })!;
        string said = "";
        while (!said.Contains('}', StringComparison.Ordinal))
        {
            said += await bubblewrap.StandardOutput.ReadLineAsync() ?? throw new ShouldAssertException("bubblewrap made no sandbox: " + said);
        }

        using JsonDocument information = JsonDocument.Parse(said);
        bubblewrap.Kill();
        await bubblewrap.WaitForExitAsync();
        return $"/proc/{information.RootElement.GetProperty("child-pid").GetInt32()}";
    }
}
