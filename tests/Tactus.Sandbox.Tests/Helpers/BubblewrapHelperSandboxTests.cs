using System.Net;
using System.Net.Sockets;
using System.Text;
using Tactus.Protocol;
using Tactus.Sandbox.Directories;
using Tactus.Sandbox.Helpers;

namespace Tactus.Sandbox.Tests.Helpers;

// Proves what a program in a helper sandbox can see, change and outlive, and that control files stay what and where they are.
public sealed class BubblewrapHelperSandboxTests : IDisposable
{
    private readonly BubblewrapHelperSandbox _sandbox = new();
    private readonly string _workspace = Directory.CreateTempSubdirectory("tactus-helper-").FullName;

    // Holding it keeps sweeps of other processes away from the run's cgroups, as the engine does.
    private readonly SocketDirectory _run = SocketDirectory.Create("helper" + Guid.NewGuid().ToString("N")[..8]);

    public void Dispose()
    {
        _run.Dispose();
        Directory.Delete(_workspace, recursive: true);
    }

    [Fact]
    public async Task A_program_reads_its_input_and_works_in_the_workspace()
    {
        HelperResult result = await ShellAsync("cat > copy; wc -c < copy; pwd", stdin: new string('x', 300_000));

        Text(result).ShouldBe("300000\n/workspace\n");
        File.ReadAllText(Path.Combine(_workspace, "copy")).Length.ShouldBe(300_000);
    }

    [Fact]
    public async Task It_has_no_capability_no_network_and_only_its_own_processes_environment_and_descriptors()
    {
        HelperResult result = await ShellAsync(
            "grep -E 'CapEff|CapBnd|NoNewPrivs|Seccomp:' /proc/self/status; tail -n +3 /proc/net/dev | cut -d: -f1; ls /proc | grep -c '^[0-9]'; env | sort; ls /proc/self/fd");

        Text(result).ShouldBe(
            """
            CapBnd:	0000000000000000
            NoNewPrivs:	1
            Seccomp:	2
                lo
            """.Insert(0, "CapEff:\t0000000000000000\n") + "\n4\nPATH=/usr/bin:/bin\nPWD=/workspace\n0\n1\n2\n3\n");
    }

    [Theory]
    [InlineData("echo x > /usr/planted")]
    [InlineData("echo x > /planted")]
    [InlineData("echo x > /etc/passwd")]
    [InlineData("mkdir /etc/planted")]
    [InlineData("cat /etc/shadow")]
    [InlineData("ls /root")]
    [InlineData("ls /var/run/docker.sock /run/docker.sock")]
    [InlineData("exec 3> /proc/sys/kernel/core_pattern")]
    [InlineData("exec 3> /proc/irq/default_smp_affinity")]
    [InlineData("grep -q . /proc/kmsg")]
    [InlineData("grep -q . /proc/kallsyms")]
    [InlineData("unshare --user true")]
    [InlineData("mount -t tmpfs none /tmp")]
    [InlineData("chroot /tmp /bin/true")]
    public async Task What_lies_outside_is_not_to_be_had(string attempt)
        => (await ShellAsync(attempt)).ExitCode.ShouldNotBe(0);

    [Fact]
    public async Task No_file_of_the_kernel_can_be_written()
    {
        const string find = @"find /proc/sys /proc/[b-r]* /proc/[u-z]* /proc/s[a-x]* -type f -writable -exec test -f {} \; -print 2>/dev/null";
        HelperResult bare = await _sandbox.RunAsync(Command("/bin/sh", "-c", find) with { Unsandboxed = true }, CancellationToken.None);
        Text(bare).ShouldContain("/proc/sys/", customMessage: "the control: on the host there are such files");

        Text(await ShellAsync(find)).ShouldBeEmpty();
    }

    [Fact]
    public async Task The_same_attempts_work_where_they_are_harmless()
        => (await ShellAsync("echo x > /tmp/planted && mkdir /tmp/d && ls /tmp && cat /etc/passwd && ls /workspace")).ExitCode.ShouldBe(0);

    [Theory]
    [InlineData("echo evil > .git/config")]
    [InlineData("mkdir .git/hooks")]
    [InlineData("mv .git git")]
    [InlineData("rm -rf .git")]
    [InlineData("mv part moved")]
    [InlineData("mv part/deep part/moved")]
    [InlineData("echo evil > part/deep/run.tac.yml")]
    [InlineData("mv part/deep/run.tac.yml part/deep/other")]
    [InlineData("cp /bin/true x && mv x part/deep/run.tac.yml")]
    [InlineData("rm -f .env.local")]
    [InlineData("echo evil >> .tactus/config.yml")]
    [InlineData("ln -sfn /tmp .tactus")]
    [InlineData("chmod 777 .tactus/config.yml")]
    public async Task A_control_file_cannot_be_changed_moved_or_replaced(string attempt)
    {
        MakeControls();
        string before = Describe();

        (await ShellAsync(attempt)).ExitCode.ShouldNotBe(0);

        Describe().ShouldBe(before);
    }

    [Fact]
    public async Task Beside_control_files_everything_can_be_changed()
    {
        MakeControls();

        HelperResult result = await ShellAsync("cat .git/config && echo new > part/deep/file && mkdir part/new && mv part/new part/other && rm part/deep/file");

        result.ExitCode.ShouldBe(0, Encoding.UTF8.GetString(result.Stderr));
        Directory.Exists(Path.Combine(_workspace, "part/other")).ShouldBeTrue();
    }

    [Fact]
    public async Task What_a_hostile_repository_makes_git_run_runs_inside()
    {
        string marker = Path.Combine(Path.GetTempPath(), Path.GetFileName(_workspace) + "-escaped");
        HelperResult made = await ShellAsync(
            $"""
            git init -q . && git config user.email a@b && git config user.name a && echo a > f && git add f && git commit -qm first
            printf '#!/bin/sh\ntouch {marker} && echo ran > /tmp/ran\n' > evil && chmod +x evil
            git config core.fsmonitor /workspace/evil && git config core.hooksPath /workspace && git config core.pager /workspace/evil
            git status --short; test -e /tmp/ran && echo ran
            """);
        Text(made).ShouldContain("ran", customMessage: "the control: planted programs do run inside");

        HelperResult result = await RunAsync(["git", "-c", "safe.directory=*", "status", "--short"]);

        result.ExitCode.ShouldBe(0, Encoding.UTF8.GetString(result.Stderr));
        File.Exists(marker).ShouldBeFalse();
    }

    [Fact]
    public async Task A_link_in_the_place_of_a_control_file_is_refused()
    {
        Directory.CreateSymbolicLink(Path.Combine(_workspace, ".git"), "/tmp");

        (await Should.ThrowAsync<TactusException>(() => ShellAsync("true"))).Code.ShouldBe("TAC5305");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Control_files_that_are_hidden_are_empty_and_those_that_are_not_can_be_read(bool readOnly)
    {
        MakeControls();
        File.WriteAllText(Path.Combine(_workspace, "part/deep/file"), "beside\n");
        Directory.CreateSymbolicLink(Path.Combine(_workspace, ".env.link"), "nowhere");
        HelperCommand command = Command("/bin/sh", "-c", "cat .git/config .tactus/config.yml part/deep/run.tac.yml .env.local; cat part/deep/file");
        var mount = new HelperMount(_workspace, "/workspace", readOnly);

        HelperResult hidden = await _sandbox.RunAsync(command with { Mounts = [mount with { HidesControlFiles = true }] }, CancellationToken.None);
        HelperResult shown = await _sandbox.RunAsync(command with { Mounts = [mount] }, CancellationToken.None);

        Text(hidden).ShouldBe("beside\n");
        Text(shown).Length.ShouldBeGreaterThan("beside\n".Length);
        shown.ExitCode.ShouldBe(0);
    }

    [Fact]
    public async Task A_hidden_control_file_cannot_be_uncovered_or_replaced()
    {
        MakeControls();
        string before = Describe();
        HelperCommand command = Command("/bin/sh", "-c", "mv part moved; rm -rf .git; echo x > .env.local; umount .git; mv .tactus other; echo x > .git/planted; cat .git/config") with
        {
            Mounts = [new HelperMount(_workspace, "/workspace", ReadOnly: false, HidesControlFiles: true)],
        };

        HelperResult result = await _sandbox.RunAsync(command, CancellationToken.None);

        result.ExitCode.ShouldNotBe(0);
        Text(result).ShouldBeEmpty();
        Describe().ShouldBe(before);
    }

    [Fact]
    public async Task A_file_of_its_own_takes_the_place_of_the_hosts_and_can_be_executed_and_not_changed()
    {
        string path = Path.Combine(_workspace, "tool");
        File.WriteAllText(path, "#!/bin/sh\necho of the host\n");
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        HelperCommand command = Command("/bin/sh", "-c", "/workspace/tool; echo x > tool || rm tool || mv tool other || echo kept") with
        {
            Files = [new HelperFile("/workspace/tool", "#!/bin/sh\necho its own\n"u8.ToArray())],
        };

        HelperResult own = await _sandbox.RunAsync(command, CancellationToken.None);
        File.ReadAllText(path).ShouldContain("of the host");
        HelperResult hosts = await _sandbox.RunAsync(command with { Files = [] }, CancellationToken.None);

        Text(own).ShouldBe("its own\nkept\n");
        Text(hosts).ShouldBe("of the host\n");
    }

    [Fact]
    public async Task A_read_only_mount_cannot_be_written()
    {
        HelperCommand command = Command("/bin/sh", "-c", "echo x > /workspace/file");
        HelperResult result = await _sandbox.RunAsync(
            command with { Mounts = [new HelperMount(_workspace, "/workspace", ReadOnly: true)] }, CancellationToken.None);

        result.ExitCode.ShouldNotBe(0);
        Directory.EnumerateFileSystemEntries(_workspace).ShouldBeEmpty();
    }

    [Fact]
    public async Task When_its_time_is_up_everything_it_started_ends()
    {
        // A number of its own: whoever else sleeps on this machine is not counted.
        string time = $"{Random.Shared.Next(1_000_000, 2_000_000)}";
        HelperCommand command = Command("/bin/sh", "-c", $"trap '' TERM HUP; setsid sleep {time} & sleep {time} & wait") with
        {
            Timeout = TimeSpan.FromMilliseconds(300),
        };

        HelperResult result = await _sandbox.RunAsync(command, CancellationToken.None);

        result.TimedOut.ShouldBeTrue();
        result.ExitCode.ShouldBe(137);
        Directory.EnumerateDirectories("/proc").Where(path => char.IsAsciiDigit(path[^1]))
            .Count(path => TryRead(Path.Combine(path, "cmdline")) == $"sleep\0{time}\0").ShouldBe(0);
    }

    [Fact]
    public async Task Output_is_cut_at_the_limit_and_ends_the_program()
    {
        HelperResult result = await _sandbox.RunAsync(Command("/bin/sh", "-c", "cat /dev/zero") with { OutputLimit = 100_000 }, CancellationToken.None);

        result.Truncated.ShouldBeTrue();
        result.Stdout.Length.ShouldBe(100_000);
    }

    [Fact]
    public async Task Memory_beyond_the_limit_is_not_to_be_had()
    {
        HelperCommand command = Command("/usr/bin/perl", "-e", "$x = 'x' x 200_000_000; print length $x") with { MemoryLimit = 64 << 20 };

        (await _sandbox.RunAsync(command, CancellationToken.None)).ExitCode.ShouldNotBe(0);
        (await _sandbox.RunAsync(command with { MemoryLimit = 512 << 20 }, CancellationToken.None)).ExitCode.ShouldBe(0);
    }

    [Fact]
    public async Task The_network_is_there_only_when_it_is_granted()
    {
        using var listener = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        listener.Listen();
        int port = ((IPEndPoint)listener.LocalEndPoint!).Port;
        HelperCommand command = Command("/bin/bash", "-c", $"exec 3<>/dev/tcp/127.0.0.1/{port}");

        (await _sandbox.RunAsync(command, CancellationToken.None)).ExitCode.ShouldNotBe(0);
        (await _sandbox.RunAsync(command with { Network = true }, CancellationToken.None)).ExitCode.ShouldBe(0);
    }

    [Fact]
    public async Task Secrets_in_the_environment_reach_the_program_and_no_command_line()
    {
        HelperCommand command = Command("/bin/sh", "-c", "echo $SECRET; cat") with
        {
            Environment = new Dictionary<string, string> { ["SECRET"] = "canary-7f3a", ["LD_PRELOAD"] = "/workspace/none.so" },
        };

        HelperResult result = await _sandbox.RunAsync(command, CancellationToken.None);

        Encoding.UTF8.GetString(result.Stdout).ShouldBe("canary-7f3a\n");
        Arguments.HelperArgumentsTests.CommandLine(command).ShouldNotContain("canary");
    }

    [Fact]
    public async Task A_program_that_is_not_there_is_named()
    {
        TactusException error = await Should.ThrowAsync<TactusException>(() => RunAsync(["no-such-program"]));

        error.Code.ShouldBe("TAC5302");
        error.Message.ShouldContain("no-such-program");
    }

    [Fact]
    public async Task Without_bubblewrap_it_refuses()
    {
        var sandbox = new BubblewrapHelperSandbox(new SandboxOptions { ProgramDirectories = ["/nonexistent"] });

        (await Should.ThrowAsync<TactusException>(() => sandbox.RunAsync(Command("true"), CancellationToken.None))).Code.ShouldBe("TAC5301");
    }

    [Fact]
    public async Task Unsandboxed_runs_on_the_host_where_the_mount_lies_with_nothing_inherited()
    {
        HelperResult result = await _sandbox.RunAsync(Command("sh", "-c", "pwd; env | grep -v -E '^(PWD|_|SHLVL|PATH)='; exit 3") with { Unsandboxed = true }, CancellationToken.None);

        Text(result).ShouldBe(_workspace + "\n");
        result.ExitCode.ShouldBe(3);
    }

    [Fact]
    public async Task Unsandboxed_output_held_open_by_an_orphan_is_not_waited_for()
    {
        HelperCommand command = Command("sh", "-c", "echo done; sleep 30 &") with { Unsandboxed = true, Timeout = TimeSpan.FromSeconds(20) };

        HelperResult result = await _sandbox.RunAsync(command, CancellationToken.None);

        result.TimedOut.ShouldBeFalse();
        Text(result).ShouldBe("done\n");
    }

    private static string? TryRead(string path)
    {
        try
        {
            return File.ReadAllText(path);
        }
        catch (IOException)
        {
            return null;
        }
    }

    private static string Text(HelperResult result) => Encoding.UTF8.GetString(result.Stdout);

    private HelperCommand Command(params string[] argv) => new()
    {
        RunId = Path.GetFileName(_run.Path),
        Argv = argv,
        WorkingDirectory = "/workspace",
        Environment = new Dictionary<string, string> { ["PATH"] = "/usr/bin:/bin" },
        Mounts = [new HelperMount(_workspace, "/workspace", ReadOnly: false)],
        Network = false,
        Unsandboxed = false,
        Timeout = TimeSpan.FromSeconds(20),
        OutputLimit = 1 << 20,
        MemoryLimit = 512 << 20,
    };

    private Task<HelperResult> RunAsync(params string[] argv) => _sandbox.RunAsync(Command(argv), CancellationToken.None);

    private Task<HelperResult> ShellAsync(string script, string stdin = "")
        => _sandbox.RunAsync(Command("/bin/sh", "-c", script) with { Stdin = Encoding.UTF8.GetBytes(stdin) }, CancellationToken.None);

    private void MakeControls()
    {
        foreach (string file in (string[])[".git/config", ".tactus/config.yml", "part/deep/run.tac.yml", ".env.local", "part/deep/file"])
        {
            string path = Path.Combine(_workspace, file);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, "as it was");
        }
    }

    private string Describe()
        => string.Join('\n', Directory.EnumerateFiles(_workspace, "*", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.None })
            .Where(path => Policy.Paths.ControlFiles.IsHidden(Path.GetRelativePath(_workspace, path)))
            .Order(StringComparer.Ordinal)
            .Select(path => $"{path} {File.GetUnixFileMode(path)} {File.ReadAllText(path)}"));
}
