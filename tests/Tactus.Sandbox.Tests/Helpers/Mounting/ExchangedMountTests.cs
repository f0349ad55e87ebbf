using System.Text;
using Tactus.Protocol;
using Tactus.Sandbox.Directories;
using Tactus.Sandbox.Helpers;

namespace Tactus.Sandbox.Tests.Helpers.Mounting;

// Proves that a directory which is exchanged for a link, after its path was checked and before bubblewrap mounts it, shows nothing else of the host:
// the program does not begin. The exchange is made by what is started in bubblewrap's place, so it is at that moment each time.
public sealed class ExchangedMountTests : IDisposable
{
    private const string Secret = "what lies outside";

    private readonly string _outside = Directory.CreateTempSubdirectory("tactus-exchange-").FullName;
    private readonly SocketDirectory _run = SocketDirectory.Create("helper" + Guid.NewGuid().ToString("N")[..8]);
    private readonly string _workspace;

    public ExchangedMountTests()
    {
        _workspace = Directory.CreateDirectory(Path.Combine(_outside, "workspace")).FullName;
        Directory.CreateDirectory(Path.Combine(_workspace, "inner"));
        File.WriteAllText(Path.Combine(_outside, "secret"), Secret);
    }

    public void Dispose()
    {
        _run.Dispose();
        Directory.Delete(_outside, recursive: true);
    }

    [Theory]
    [InlineData("..")]
    [InlineData("../../../../../usr")]
    public async Task A_read_only_directory_that_became_a_link_is_not_shown(string target)
    {
        TactusException error = await Should.ThrowAsync<TactusException>(
            () => RunAsync(Exchange(target), ReadOnlyInner(), "echo begun > /workspace/begun; cat /procedure/secret; ls /procedure"));

        error.Code.ShouldBe("TAC5307", error.Message);
        File.Exists(Path.Combine(_workspace, "begun")).ShouldBeFalse();
    }

    [Fact]
    public async Task A_directory_of_control_files_that_became_a_link_is_not_written()
    {
        Directory.CreateDirectory(Path.Combine(_workspace, "inner", ".git"));
        Directory.CreateDirectory(Path.Combine(_outside, ".git"));
        TactusException error = await Should.ThrowAsync<TactusException>(
            () => RunAsync(Exchange(".."), [], "echo planted > /workspace/inner/planted"));

        error.Code.ShouldBe("TAC5307", error.Message);
        File.Exists(Path.Combine(_outside, "planted")).ShouldBeFalse();
    }

    [Fact]
    public async Task A_file_of_its_own_whose_place_became_a_link_is_not_put_elsewhere()
    {
        File.WriteAllText(Path.Combine(_workspace, "inner", "tool"), "old");
        File.WriteAllText(Path.Combine(_workspace, "inner", "other"), "other");
        HelperFile[] files = [new HelperFile("/procedure/tool", "its own"u8.ToArray())];
        string exchange = $"rm {_workspace}/inner/tool; ln -s other {_workspace}/inner/tool";

        Encoding.UTF8.GetString((await RunAsync("true", ReadOnlyInner(), "cat /procedure/tool", files)).Stdout).ShouldBe("its own");
        TactusException error = await Should.ThrowAsync<TactusException>(
            () => RunAsync(exchange, ReadOnlyInner(), "echo begun > /workspace/begun", files));

        error.Code.ShouldBe("TAC5307", error.Message);
        File.Exists(Path.Combine(_workspace, "begun")).ShouldBeFalse();
    }

    [Fact]
    public async Task Without_the_exchange_the_same_directories_are_shown_and_written()
    {
        Directory.CreateDirectory(Path.Combine(_workspace, "inner", ".git"));
        File.WriteAllText(Path.Combine(_workspace, "inner", "secret"), "its own");

        HelperResult result = await RunAsync("true", ReadOnlyInner(), "cat /procedure/secret; echo x > /workspace/inner/made; echo x > /workspace/inner/.git/made");

        Encoding.UTF8.GetString(result.Stdout).ShouldBe("its own");
        File.Exists(Path.Combine(_workspace, "inner", "made")).ShouldBeTrue();
        File.Exists(Path.Combine(_workspace, "inner", ".git", "made")).ShouldBeFalse();
    }

    // The control: bubblewrap alone follows such a link.
    [Fact]
    public async Task Bubblewrap_by_itself_shows_what_the_link_leads_to()
    {
        using var bubblewrap = System.Diagnostics.Process.Start(new System.Diagnostics.ProcessStartInfo(
            "/bin/sh",
            ["-c", $"{Exchange("..")}; exec bwrap --unshare-all --ro-bind / / --ro-bind {_workspace}/inner /mnt cat /mnt/secret"]) { RedirectStandardOutput = true, UseShellExecute = false })!;

        (await bubblewrap.StandardOutput.ReadToEndAsync()).ShouldBe(Secret);
    }

    [Fact]
    public async Task Names_with_spaces_and_mounts_of_mounts_are_recognised()
    {
        string odd = Directory.CreateDirectory(Path.Combine(_workspace, "a b\\c\td", ".git")).Parent!.FullName;
        File.WriteAllText(Path.Combine(odd, "own"), "own");

        HelperResult result = await RunAsync("true", [new HelperMount(odd, "/procedure", ReadOnly: true)], "cat /procedure/own '/workspace/a b\\c\td/own'");

        Encoding.UTF8.GetString(result.Stdout).ShouldBe("ownown");
    }

    private string Exchange(string target) => $"mv {_workspace}/inner {_workspace}/kept; ln -s {target} {_workspace}/inner";

    private HelperMount[] ReadOnlyInner() => [new HelperMount(Path.Combine(_workspace, "inner"), "/procedure", ReadOnly: true)];

    private async Task<HelperResult> RunAsync(string exchange, IReadOnlyList<HelperMount> others, string script, params HelperFile[] files)
    {
        string programs = Directory.CreateDirectory(Path.Combine(_outside, "programs")).FullName;
        string starter = Path.Combine(programs, "bwrap");
        await File.WriteAllTextAsync(starter, $"#!/bin/sh\n{exchange}\nexec /usr/bin/bwrap \"$@\"\n");
        File.SetUnixFileMode(starter, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        var sandbox = new BubblewrapHelperSandbox(new SandboxOptions { ProgramDirectories = [programs, "/usr/bin", "/bin"] });
        return await sandbox.RunAsync(
            new HelperCommand
            {
                RunId = Path.GetFileName(_run.Path),
                Argv = ["/bin/sh", "-c", script],
                WorkingDirectory = "/workspace",
                Environment = new Dictionary<string, string> { ["PATH"] = "/usr/bin:/bin" },
                Mounts = [new HelperMount(_workspace, "/workspace", ReadOnly: false), .. others],
                Files = files,
                Network = false,
                Unsandboxed = false,
                Timeout = TimeSpan.FromSeconds(20),
                OutputLimit = 1 << 20,
                MemoryLimit = 1 << 30,
            },
            CancellationToken.None);
    }
}
