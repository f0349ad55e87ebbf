// Proves that no path leads File.* out of the granted roots, through a link, to a control file, or to anything that is no regular
// file; beside each attack stands a harmless twin that works.
using System.Diagnostics;
using Tactus.Broker.Tests.Support;
using Tactus.Policy.Grants;
using Tactus.Protocol.V1;
using Tactus.Protocol.Values;

namespace Tactus.Broker.Tests.Files;

public sealed class FileAttackTests : IDisposable
{
    private static readonly (string, Value) Content = ("content", Value.Of("planted"));

    private readonly TestBroker _broker = new();
    private readonly Folder _outside = new();

    public FileAttackTests()
    {
        _outside.Write("secret.txt", "secret");
        _broker.Workspace.Write("real/a.txt", "inside");
    }

    public void Dispose()
    {
        _broker.Dispose();
        _outside.Dispose();
    }

    [Theory]
    [InlineData("../secret.txt")]
    [InlineData("real/../../secret.txt")]
    [InlineData("/workspace/../etc/passwd")]
    [InlineData("a\0b")]
    [InlineData("a\nb")]
    [InlineData("")]
    public async Task A_path_that_is_none_is_refused(string path)
    {
        (await _broker.AskFileAsync("file.read", path)).ShouldBeError("TAC3202", "invalid");
        (await _broker.AskFileAsync("file.write", path, Content)).ShouldBeError("TAC3202", "invalid");
    }

    [Theory]
    [InlineData("/etc/passwd")]
    [InlineData("/workspacex/a")]
    [InlineData("/")]
    [InlineData("/proc/self/environ")]
    public async Task A_path_outside_every_root_is_denied(string path) =>
        (await _broker.AskFileAsync("file.read", path)).ShouldBeError("TAC3203", "denied").Mend.ShouldContain("volumes");

    [Fact]
    public async Task A_name_of_three_hundred_bytes_is_refused_and_one_of_255_works()
    {
        (await _broker.AskFileAsync("file.write", new string('x', 300), Content)).ShouldBeError("TAC3202", "invalid");
        (await _broker.AskFileAsync("file.write", new string('x', 255), Content)).Value();
    }

    [Fact]
    public async Task A_path_of_a_thousand_directories_is_refused_and_one_of_two_hundred_works()
    {
        static string Deep(int depth) => string.Join('/', Enumerable.Repeat("d", depth));
        (await _broker.AskFileAsync("file.write", Deep(1000), Content)).ShouldBeError("TAC3202", "invalid");
        (await _broker.AskFileAsync("file.write", Deep(200), Content)).Value();
    }

    [Theory]
    [InlineData(WorkspaceMode.Direct)]
    [InlineData(WorkspaceMode.Staged)]
    public async Task Directories_that_a_write_makes_are_paid_for(WorkspaceMode mode)
    {
        Grant grant = Grants.WithLimits(limits => limits with { Workspace = 10_000 });
        using var broker = new TestBroker(grant with { Sandbox = grant.Sandbox with { Workspace = mode } });
        (await broker.AskFileAsync("file.write", "a/b/c.txt", Content)).Value();
        (await broker.AskFileAsync("file.write", "a/b/d.txt", Content)).Value();
        (await broker.AskFileAsync("file.append", "a/e/f.txt", Content)).ShouldBeError("TAC3603", "budget");
    }

    [Fact]
    public async Task Links_are_followed_nowhere()
    {
        File.CreateSymbolicLink(_broker.Workspace.At("file-out"), _outside.At("secret.txt"));
        Directory.CreateSymbolicLink(_broker.Workspace.At("dir-out"), _outside.Path);
        Directory.CreateSymbolicLink(_broker.Workspace.At("dir-in"), "real");
        foreach (string path in new[] { "file-out", "dir-out/secret.txt", "dir-in/a.txt" })
        {
            (await _broker.AskFileAsync("file.read", path)).ShouldBeError("TAC3204", "denied");
            (await _broker.AskFileAsync("file.write", path, Content)).ShouldBeError("TAC3204", "denied");
            (await _broker.AskFileAsync("file.append", path, Content)).ShouldBeError("TAC3204", "denied");
            (await _broker.AskFileAsync("file.remove", path)).ShouldBeError("TAC3204", "denied");
        }

        (await _broker.AskFileAsync("file.list", "dir-out")).ShouldBeError("TAC3204", "denied");
        (await _broker.AskFileAsync("file.write", "dir-out/new/x", Content)).ShouldBeError("TAC3204", "denied");
        (await _broker.AskFileAsync("file.read", "real/a.txt")).Value().Text().ShouldBe("inside");
        File.ReadAllText(_outside.At("secret.txt")).ShouldBe("secret");
        Directory.GetFileSystemEntries(_outside.Path).Length.ShouldBe(1);
    }

    [Fact]
    public async Task Links_through_proc_are_not_followed()
    {
        Directory.CreateSymbolicLink(_broker.Workspace.At("magic"), "/proc/self/root");
        (await _broker.AskFileAsync("file.read", "magic/etc/passwd")).ShouldBeError("TAC3204", "denied");
    }

    [Theory]
    [InlineData(".tactus/config.yml")]
    [InlineData(".TACTUS/config.yml")]
    [InlineData("sub/.git/config")]
    [InlineData(".Git/hooks/pre-commit")]
    [InlineData("report.tac.yml")]
    [InlineData("Report.TAC.YML")]
    [InlineData(".env")]
    [InlineData(".env.local")]
    [InlineData(".git./config")]
    [InlineData(".tactus-write-00")]
    public async Task Control_files_are_not_there_and_cannot_be_made(string path)
    {
        _broker.Workspace.Write(path, "control");
        (await _broker.AskFileAsync("file.read", path)).ShouldBeError("TAC3201", "failed");
        (await _broker.AskFileAsync("file.exists", path)).Value().ShouldBe(Value.False);
        (await _broker.AskFileAsync("file.size", path)).ShouldBeError("TAC3201", "failed");
        (await _broker.AskFileAsync("file.write", path, Content)).ShouldBeError("TAC3213", "denied");
        (await _broker.AskFileAsync("file.append", path, Content)).ShouldBeError("TAC3213", "denied");
        (await _broker.AskFileAsync("file.remove", path)).ShouldBeError("TAC3213", "denied");
        PerformResponse list = await _broker.AskFileAsync("file.list", ".", ("recursive", Value.True));
        ((ListValue)list.Value()).Items.Select(item => item.Get("name").Text())
            .ShouldAllBe(name => name == "real" || name == "real/a.txt" || name == "sub");
        File.ReadAllText(_broker.Workspace.At(path)).ShouldBe("control");
    }

    [Fact]
    public async Task A_hard_link_to_a_control_file_cannot_be_written_through()
    {
        string control = _broker.Workspace.Write(".git/config", "[core]");
        Run("ln", control, _broker.Workspace.At("twin"));
        (await _broker.AskFileAsync("file.append", "twin", Content)).ShouldBeError("TAC3209", "denied");
        (await _broker.AskFileAsync("file.write", "twin", Content)).ShouldBeError("TAC3209", "denied");
        File.ReadAllText(control).ShouldBe("[core]");
    }

    [Fact]
    public async Task Pipes_sockets_and_devices_are_refused_and_nothing_hangs()
    {
        Run("mkfifo", _broker.Workspace.At("pipe"));
        Run("mknod", _broker.Workspace.At("null"), "c", "1", "3");
        using var socket = new System.Net.Sockets.Socket(
            System.Net.Sockets.AddressFamily.Unix, System.Net.Sockets.SocketType.Stream, System.Net.Sockets.ProtocolType.Unspecified);
        socket.Bind(new System.Net.Sockets.UnixDomainSocketEndPoint(_broker.Workspace.At("socket")));
        foreach (string path in new[] { "pipe", "null", "socket" })
        {
            (await _broker.AskFileAsync("file.read", path)).ShouldBeError("TAC3205", "denied");
            (await _broker.AskFileAsync("file.write", path, Content)).ShouldBeError("TAC3205", "denied");
            (await _broker.AskFileAsync("file.append", path, Content)).ShouldBeError("TAC3205", "denied");
        }

        ((ListValue)(await _broker.AskFileAsync("file.list", ".")).Value()).Items.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_name_that_does_not_match_the_path_is_refused()
    {
        PerformResponse response = await _broker.AskAsync("file.read", "harmless", Value.MapOf(("path", Value.Of("real/a.txt"))));
        response.ShouldBeError("TAC3218", "invalid");
    }

    [Fact]
    public async Task A_planted_temporary_link_is_not_written_through()
    {
        string tag = Broker.Gate.EffectCall.Parse(
            TestBroker.Request(1, "file.write", "x", Value.MapOf(("path", Value.Of("x")), Content)), "run1").IdempotencyKey;
        File.CreateSymbolicLink(_broker.Workspace.At($".tactus-write-{tag}"), _outside.At("secret.txt"));
        (await _broker.AskFileAsync("file.write", "x", Content)).Value();
        File.ReadAllText(_outside.At("secret.txt")).ShouldBe("secret");
        File.ReadAllText(_broker.Workspace.At("x")).ShouldBe("planted");
    }

    [Fact]
    public async Task A_full_disk_is_one_clear_error_and_leaves_the_old_file()
    {
        using var disk = new Folder();
        Run("mount", "-t", "tmpfs", "-o", "size=256k", "tmpfs", disk.Path);
        try
        {
            Policy.Grants.VolumeGrant volume = new(disk.Path, "/disk", ReadOnly: false);
            using var broker = new TestBroker(Grants.Default with { Sandbox = Grants.Sandbox with { Volumes = [volume] } });
            (await broker.AskFileAsync("file.write", "/disk/a", ("content", Value.Of("old")))).Value();
            (await broker.AskFileAsync("file.write", "/disk/a", ("content", Value.Of(new byte[1 << 20])))).ShouldBeError("TAC3208", "failed")
                .Retryable.ShouldBeTrue();
            (await broker.AskFileAsync("file.append", "/disk/a", ("content", Value.Of(new byte[1 << 20])))).ShouldBeError("TAC3208", "failed");
            (await broker.AskFileAsync("file.read", "/disk/a")).Value().Text().ShouldBe("old");
            Directory.GetFiles(disk.Path).Length.ShouldBe(1);
        }
        finally
        {
            Run("umount", "-l", disk.Path);
        }
    }

    private static void Run(string program, params string[] arguments)
    {
        using Process process = Process.Start(program, arguments);
        process.WaitForExit();
        process.ExitCode.ShouldBe(0, $"{program} {string.Join(' ', arguments)}");
    }
}
