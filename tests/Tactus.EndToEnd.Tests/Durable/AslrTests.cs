using System.Text.Json;
using Tactus.EndToEnd.Tests.Durable.Killing;
using Tactus.EndToEnd.Tests.Fixtures;
using Xunit.Abstractions;

namespace Tactus.EndToEnd.Tests.Durable;

// Proves that processes whose memory lies elsewhere each time give the same effects in the same order, byte for byte: a replay in another process depends on it.
public sealed class AslrTests(ITestOutputHelper output) : IDisposable
{
    private const string Setting = "/proc/sys/kernel/randomize_va_space";

    // Everything whose order or words could follow addresses or the hash seed of a process.
    private const string Body = """
        local words, things = {}, {}
        for i = 1, 40 do words['key' .. i .. string.rep('x', i)] = i end
        for i = 1, 20 do things[{}] = i end
        things[print] = 'print'
        things[coroutine.create(print)] = 'thread'
        for key, value in pairs(words) do Host.call('host.echo', {key = key, value = value, chance = math.random(1000000)}) end
        for _, value in pairs(things) do Host.call('host.echo', {value = value, fraction = math.random()}) end
        Host.call('host.echo', {table = tostring({}), text = tostring(print), thread = string.format('%s', coroutine.create(print))})
        local next = coroutine.wrap(function()
          for key in pairs(words) do coroutine.yield(Host.call('host.echo', {inside = key}).echo.inside) end
        end)
        local joined = ''
        for _ = 1, 20 do joined = joined .. next() end
        Host.call('host.echo', {joined = joined})
        """;

    // The control's: an answer that is different in every process reaches an argument.
    private const string Timed = "Host.call('host.echo', {at = Host.call('host.time', {}).unix_nanos})\n";

    private readonly Desk _desk = new();

    public static TheoryData<string> Drivers => Machine.Drivers;

    [Fact]
    public async Task Addresses_are_random_here() => (await File.ReadAllTextAsync(Setting)).Trim()
        .ShouldBe("2", $"{Setting}: with addresses that are the same in every process the other tests of this class prove nothing");

    [Theory]
    [MemberData(nameof(Drivers))]
    public async Task Every_process_gives_the_same_effects(string driver)
    {
        _desk.Procedure(Body);
        int processes = Effort.Of(12, 100);
        IReadOnlyList<string> sequences = await SequencesAsync(driver, processes);
        sequences.Count.ShouldBe(processes);
        sequences.Distinct(StringComparer.Ordinal).ShouldHaveSingleItem();
        output.WriteLine($"{driver}: {processes} processes, one sequence of {sequences[0].Length} characters");
    }

    [Theory]
    [MemberData(nameof(Drivers))]
    public async Task A_procedure_that_asks_the_time_gives_others(string driver)
    {
        _desk.Procedure(Timed);
        IReadOnlyList<string> sequences = await SequencesAsync(driver, 3);
        sequences.Distinct(StringComparer.Ordinal).Count().ShouldBe(3);
    }

    public void Dispose() => _desk.Dispose();

    // Forks of a run share its seed; those that share no entry perform every effect themselves.
    private async Task<IReadOnlyList<string>> SequencesAsync(string driver, int processes)
    {
        string first = (await _desk.RunAsync(driver, "p.tac")).ShouldExit(0).RunId;
        List<string> sequences = [await SequenceAsync(first)];
        while (sequences.Count < processes)
        {
            Ended fork = (await _desk.DoAsync("runs", "fork", first, "--at", "0", "--driver", driver, "--json")).ShouldExit(0);
            sequences.Add(await SequenceAsync(fork.RunId));
        }

        return sequences;
    }

    private async Task<string> SequenceAsync(string run)
    {
        IReadOnlyList<JsonElement> entries = await _desk.EntriesAsync(run);
        entries.ShouldNotBeEmpty();
        return string.Join('\n', entries.Select(entry => string.Join(' ', entry.EnumerateObject()
            .Where(field => field.Name is not ("started_at" or "ended_at")).Select(field => $"{field.Name}={field.Value.GetRawText()}"))));
    }
}
