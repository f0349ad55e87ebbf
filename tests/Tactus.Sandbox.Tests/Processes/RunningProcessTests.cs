using System.ComponentModel;
using System.Text;
using Tactus.Sandbox.Native;
using Tactus.Sandbox.Processes;

namespace Tactus.Sandbox.Tests.Processes;

// Proves that a child gets exactly what it is given, that its output is bounded, and that it and its group can always be ended.
public sealed class RunningProcessTests
{
    [Fact]
    public async Task A_child_inherits_no_environment_no_descriptor_and_no_ignored_signal()
    {
        using var inheritable = new FileStream("/dev/null", FileMode.Open);
        (int code, string text) = await ShellAsync("ls /proc/self/fd | tr '\\n' ' '; grep -E 'SigIgn|SigBlk' /proc/self/status; env | grep -v -E '^(PWD|SHLVL|_|OLDPWD)='; pwd");

        code.ShouldBe(0);
        text.ShouldBe("0 1 2 3 SigBlk:\t0000000000000000\nSigIgn:\t0000000000000000\n/\n");
    }

    [Fact]
    public async Task Arguments_and_environment_arrive_as_they_are()
    {
        var output = new HeadSink(1000);
        using RunningProcess process = await RunningProcess.StartAsync(new ProcessStart
        {
            Program = "/usr/bin/printf",
            Argv = ["printf", "%s|%s|%s", "a b", "$(id)", "ü\n'\""],
            Output = output,
        });
        await process.Exited;

        Encoding.UTF8.GetString(output.Content).ShouldBe("a b|$(id)|ü\n'\"");
    }

    [Fact]
    public async Task Further_descriptors_come_as_three_and_on()
    {
        using OwnedDescriptor first = OwnedDescriptor.Memory("first", "one "u8);
        using OwnedDescriptor second = OwnedDescriptor.Memory("second", "two"u8);

        (_, string text) = await ShellAsync("cat <&3; cat <&4", start => start with { ExtraDescriptors = [first, second] });

        text.ShouldBe("one two");
    }

    [Fact]
    public async Task More_input_than_a_pipe_holds_is_carried_while_output_flows()
    {
        byte[] input = new byte[3_000_000];
        Random.Shared.NextBytes(input);

        (_, string text) = await ShellAsync("sha256sum | cut -d' ' -f1", start => start with { Input = input });

        text.Trim().ShouldBe(Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(input)));
    }

    [Fact]
    public async Task Input_that_nobody_reads_does_not_hold_the_child()
        => (await ShellAsync("exec 0<&-; echo done", start => start with { Input = new byte[3_000_000] })).Text.ShouldBe("done\n");

    [Fact]
    public async Task Exit_codes_and_signals_are_told_apart()
    {
        (await ShellAsync("exit 42")).Code.ShouldBe(42);
        (await ShellAsync("kill -TERM $$")).Code.ShouldBe(143);
    }

    [Fact]
    public async Task A_child_that_writes_too_much_is_ended()
    {
        var output = new HeadSink(1000);
        using RunningProcess process = await RunningProcess.StartAsync(
            new ProcessStart { Program = "/bin/cat", Argv = ["cat", "/dev/zero"], Output = output });

        ProcessExit exit = await process.Exited;

        exit.OutputRefused.ShouldBeTrue();
        exit.Code.ShouldBe(137);
        output.Content.Length.ShouldBe(1000);
    }

    [Fact]
    public async Task The_tail_of_endless_output_is_kept_in_bounded_memory()
    {
        var tail = new TailSink(10);
        for (int i = 0; i < 1000; i++)
        {
            tail.Take(Encoding.ASCII.GetBytes($"{i},")).ShouldBeTrue();
        }

        Encoding.ASCII.GetString(tail.Content).ShouldBe("7,998,999,");
        await Task.CompletedTask;
    }

    [Fact]
    public async Task Killing_reaches_the_whole_group_and_is_harmless_twice()
    {
        using RunningProcess process = await RunningProcess.StartAsync(new ProcessStart
        {
            Program = "/bin/sh",
            Argv = ["sh", "-c", "trap '' TERM; sleep 1001 & wait"],
        });

        process.Kill();
        (await process.Exited).Code.ShouldBe(137);
        process.Kill();

        Directory.EnumerateFiles("/proc", "cmdline", new EnumerationOptions { RecurseSubdirectories = true, MaxRecursionDepth = 1, IgnoreInaccessible = true })
            .Count(path => Read(path) == "sleep\01001\0").ShouldBe(0);
    }

    [Fact]
    public async Task A_program_that_is_not_there_is_an_error()
        => await Should.ThrowAsync<Win32Exception>(() => RunningProcess.StartAsync(new ProcessStart { Program = "/no/such", Argv = ["x"] }));

    private static string Read(string path)
    {
        try
        {
            return File.ReadAllText(path);
        }
        catch (IOException)
        {
            return "";
        }
    }

    private static async Task<(int Code, string Text)> ShellAsync(string script, Func<ProcessStart, ProcessStart>? change = null)
    {
        var output = new HeadSink(1 << 20);
        var start = new ProcessStart { Program = "/bin/sh", Argv = ["sh", "-c", script], Output = output, Error = output };
        using RunningProcess process = await RunningProcess.StartAsync(change is null ? start : change(start));
        ProcessExit exit = await process.Exited;
        return (exit.Code, Encoding.UTF8.GetString(output.Content));
    }
}
