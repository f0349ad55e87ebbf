using System.Text;
using Tactus.Guest.Tests.Harness;
using Tactus.Protocol.V1;
using Tactus.Protocol.Values;

namespace Tactus.Guest.Tests.Probe;

/// <summary>Proves, from inside a real guest, that its own lock-down stops everything the probe tries, whatever surrounds it.</summary>
public sealed class ProbeTests
{
    [Fact]
    public async Task Everything_is_blocked_in_the_end()
    {
        IReadOnlyList<Dictionary<string, string>> rows = await ProbeAsync(input: []);
        rows.Count.ShouldBeGreaterThan(80);
        rows.Where(row => row["result"] != "blocked").Select(Describe).ShouldBeEmpty();
    }

    // The control: the same attempts before the filter. With no driver around the guest, many of them get through.
    [Fact]
    public async Task The_attempts_can_succeed()
    {
        IReadOnlyList<Dictionary<string, string>> rows = await ProbeAsync(input: []);
        string[] open = [.. rows.Where(row => row["surroundings"] == "open").Select(row => row["attempt"])];
        open.ShouldContain("make a socket (Unix)");
        open.ShouldContain("fork");
        open.ShouldContain("use keyrings (keyctl)");
        open.ShouldContain("make a file in memory (memfd)");
        open.ShouldContain("change a file's mode");
    }

    [Fact]
    public async Task Moment_one_alone_stops_files_and_programs()
    {
        IReadOnlyList<Dictionary<string, string>> rows = await ProbeAsync(input: []);
        foreach (string attempt in new[] { "list /", "read /etc/passwd", "read /etc/passwd on another thread", "read /proc/self/environ", "create /tmp/tactus-probe", "run /bin/sh", "run /proc/self/exe" })
        {
            Dictionary<string, string> row = rows.Single(candidate => candidate["attempt"] == attempt);
            row["surroundings"].ShouldBe("blocked", Describe(row));
            row["detail"].ShouldStartWith("EACCES");
        }
    }

    [Fact]
    public async Task What_the_starter_leaked_is_reported_and_gone()
    {
        IReadOnlyList<Dictionary<string, string>> rows = await ProbeAsync(new Dictionary<string, string> { ["CANARY"] = "leaked", ["OTHER"] = "x" });
        Dictionary<string, string> row = rows.Single(candidate => candidate["control"] == "environment");
        row["surroundings"].ShouldBe("open");
        row["result"].ShouldBe("blocked");
        row["detail"].ShouldBe("2, then 0");
    }

    private static async Task<IReadOnlyList<Dictionary<string, string>>> ProbeAsync(Dictionary<string, string> input)
    {
        await using TestBroker broker = await TestBroker.StartAsync(new StartResponse { Mode = StartResponse.Types.Mode.Probe });
        using GuestRun guest = GuestRun.Start([broker.SocketPath], broker.Token, input);
        FinishRequest finish = await guest.FinishAsync(broker);
        finish.Status.ShouldBe(FinishRequest.Types.Status.Succeeded);
        return [.. ((ListValue)Value.Decode(finish.Output.Span)).Items.Select(row => ToRow((MapValue)row))];
    }

    private static Dictionary<string, string> ToRow(MapValue map) => map.Entries.ToDictionary(
        entry => Encoding.UTF8.GetString(entry.Key),
        entry => Encoding.UTF8.GetString(((BytesValue)entry.Value).Content.Span),
        StringComparer.Ordinal);

    private static string Describe(Dictionary<string, string> row) => $"{row["control"]}: {row["attempt"]}: {row["result"]} ({row["detail"]})";
}
