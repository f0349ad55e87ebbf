using Tactus.EndToEnd.Tests.Fixtures;
using Tactus.EndToEnd.Tests.Security.Support;
using Xunit.Abstractions;

namespace Tactus.EndToEnd.Tests.Scale;

// Proves that 20,000 effects in one run leave the guest small, and that 20,000 more leave the host as large as it was: neither keeps what is over.
public sealed class ManyEffectsTests(ITestOutputHelper output) : IDisposable
{
    // By then the host's hot code has been compiled a second time, which takes memory once.
    private const int Few = 20_000;
    private const int Many = 40_000;
    private const long MostGuestKibibytes = 32 * 1024;

    // What a managed heap may take more before it collects; keeping 20,000 more entries of 400 bytes each would not fit.
    private const long MostGrowthKibibytes = 8 * 1024;

    private readonly Desk _desk = new();

    public static TheoryData<string> Drivers => Machine.Drivers;

    [Theory]
    [MemberData(nameof(Drivers))]
    public async Task Twenty_thousand_calls_more_leave_guest_and_host_as_small(string driver)
    {
        _desk.Write("p.tac", "Procedure { input = { n = field.integer{required = true} }, function(input)\n"
            + "for i = 1, input.n do assert(Host.call('host.ping', {i = i}).ok) end\nHost.call('hold', {})\nreturn {}\nend }\n");
        await _desk.TrustAsync("p.tac.yml", "tools: {allow: [host.ping, hold]}\nhost_tools:\n" + HeldRun.Tool + "\n");

        (_, long few) = await MeasureAsync(driver, Few);
        (long guest, long many) = await MeasureAsync(driver, Many);
        output.WriteLine($"{driver}: guest {guest} KiB after {Many} calls; host's peak {few} KiB after {Few}, {many} KiB after {Many}");
        guest.ShouldBeLessThan(MostGuestKibibytes);
        (many - few).ShouldBeLessThan(MostGrowthKibibytes);
    }

    public void Dispose() => _desk.Dispose();

    private async Task<(long Guest, long Host)> MeasureAsync(string driver, int calls)
    {
        await using HeldRun run = await HeldRun.StartAsync(_desk, driver, "p.tac", "--param", $"n={calls}");
        (long, long) memory = (ProcessFacts.Kibibytes(run.Guest, "VmHWM"), ProcessFacts.Kibibytes(run.Program, "VmHWM"));
        (await run.ReleaseAsync()).ShouldExit(0).Json.GetProperty("effects").GetInt32().ShouldBe(calls + 1);
        File.Delete(_desk.PathOf("held"));
        File.Delete(_desk.PathOf("gate"));
        return memory;
    }
}
