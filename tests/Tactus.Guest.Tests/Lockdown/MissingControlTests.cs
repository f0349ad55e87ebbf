using System.Globalization;
using Tactus.Guest.Lockdown;
using Tactus.Guest.Tests.Harness;
using Tactus.Protocol.V1;

namespace Tactus.Guest.Tests.Lockdown;

/// <summary>Proves that a guest refuses to run when any control of its lock-down is missing, and says which.</summary>
public sealed class MissingControlTests
{
    private const int NotPermitted = 1;
    private const int NoSuchCall = 38;

    [Theory]
    [InlineData("landlock_create_ruleset", 444, 444, NotPermitted, "TAC2201 Landlock is refused by an outer sandbox")]
    [InlineData("landlock_create_ruleset", 444, 444, NoSuchCall, "TAC2201 this kernel has no Landlock")]
    [InlineData("landlock_restrict_self", 446, 446, NotPermitted, "TAC2201 Landlock cannot be applied")]
    [InlineData("close_range", 436, 436, NoSuchCall, "TAC2202 inherited file descriptors cannot be closed")]
    [InlineData("prctl", 157, 167, NotPermitted, "TAC2202 no-new-privileges cannot be set")]
    [InlineData("prlimit64", 302, 261, NotPermitted, "TAC2202 a resource limit cannot be read")]
    [InlineData("seccomp", 317, 277, NotPermitted, "TAC2203 the system call filter cannot be applied")]
    public async Task Without_it_the_guest_refuses(string call, int x64, int arm64, int error, string says)
    {
        (int exitCode, string errorOutput) = await StartWithoutAsync(x64, arm64, error);
        errorOutput.ShouldStartWith("tactus-guest: " + says, customMessage: call);
        exitCode.ShouldBe(70);
    }

    // The control: the same launcher takes away a call that the guest does not need.
    [Fact]
    public async Task Without_something_else_it_runs()
    {
        (int exitCode, string errorOutput) = await StartWithoutAsync(x64: 95, arm64: 166, NotPermitted);
        errorOutput.ShouldBeEmpty();
        exitCode.ShouldBe(0);
    }

    private static async Task<(int ExitCode, string ErrorOutput)> StartWithoutAsync(int x64, int arm64, int error)
    {
        int number = SeccompArchitecture.Current == SeccompArchitecture.X64 ? x64 : arm64;
        string launcher = await NativeProgram.CompileAsync("without.c");
        await using TestBroker broker = await TestBroker.StartAsync(Runs.Of("Procedure { function() end }"));
        using GuestRun guest = GuestRun.StartProgram(
            launcher,
            [number.ToString(CultureInfo.InvariantCulture), error.ToString(CultureInfo.InvariantCulture), GuestExecutable.FilePath, broker.SocketPath],
            broker.Token);
        return await guest.EndAsync();
    }
}
