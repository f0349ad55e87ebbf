using System.Diagnostics;
using System.Globalization;

namespace Tactus.Journal.Tests;

// Proves that an executor is called dead only when this machine knows it, and alive only when it is the very same process.
public sealed class ExecutorIdentityTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private static readonly ExecutorIdentity Current = ExecutorIdentity.Current();

    [Fact]
    public void This_process_is_alive() => Current.Probe().ShouldBe(ExecutorLiveness.Alive);

    [Fact]
    public void What_was_written_reads_as_the_same() => ExecutorIdentity.TryParse(Current.ToString()).ShouldBe(Current);

    [Fact]
    public void A_host_name_with_a_slash_does_not_confuse_the_reader() =>
        ExecutorIdentity.TryParse((Current with { Host = "a/b" }).ToString())!.ProcessId.ShouldBe(Current.ProcessId);

    [Theory]
    [InlineData("")]
    [InlineData("me")]
    [InlineData("host/boot/x/1/2")]
    [InlineData("host/boot/1/-1/2")]
    public void Other_texts_are_nobody(string text) => ExecutorIdentity.TryParse(text).ShouldBeNull();

    [Fact]
    public void A_number_that_belongs_to_another_process_now_is_dead() =>
        (Current with { StartTicks = Current.StartTicks - 1 }).Probe().ShouldBe(ExecutorLiveness.Dead);

    [Fact]
    public void A_number_that_nobody_has_is_dead() =>
        (Current with { ProcessId = int.MaxValue }).Probe().ShouldBe(ExecutorLiveness.Dead);

    [Fact]
    public void Another_boot_another_namespace_and_missing_facts_are_unknown()
    {
        (Current with { Boot = "another" }).Probe().ShouldBe(ExecutorLiveness.Unknown);
        (Current with { PidNamespace = 1 }).Probe().ShouldBe(ExecutorLiveness.Unknown);
        (Current with { StartTicks = 0 }).Probe().ShouldBe(ExecutorLiveness.Unknown);
    }

    [Fact]
    public void A_zombie_is_dead()
    {
        // The shell's child ends when its input does; the sleep that takes the shell's place never collects it.
        var start = new ProcessStartInfo("sh", ["-c", "exec 3<&0; cat <&3 >/dev/null & echo $!; exec sleep 1000"])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        using var process = Process.Start(start)!;
        try
        {
            var pid = int.Parse(process.StandardOutput.ReadLine()!, CultureInfo.InvariantCulture);
            var stat = File.ReadAllText($"/proc/{pid}/stat");
            var zombie = Current with { ProcessId = pid, StartTicks = long.Parse(stat[(stat.LastIndexOf(')') + 2)..].Split(' ')[19]) };
            zombie.Probe().ShouldBe(ExecutorLiveness.Alive);

            SpinWait.SpinUntil(() => File.ReadAllText($"/proc/{process.Id}/comm") == "sleep\n", Patience).ShouldBeTrue();
            process.StandardInput.Close();

            SpinWait.SpinUntil(() => zombie.Probe() == ExecutorLiveness.Dead, Patience).ShouldBeTrue();
            File.Exists($"/proc/{pid}/stat").ShouldBeTrue();
        }
        finally
        {
            process.Kill();
        }
    }
}
