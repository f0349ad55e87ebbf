using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;
using Tactus.EndToEnd.Tests.Fixtures;
using Tactus.EndToEnd.Tests.Security.Support;
using Xunit.Abstractions;

namespace Tactus.EndToEnd.Tests.Security;

// Proves that every attack of tests/attacks/inside, asking and planting is stopped under every driver for the reason that its header states, and that
// its harmless twin, by the same tools in the same place, works.
public sealed class AttackCorpusTests(ITestOutputHelper output)
{
    private const int AtOnce = 4;

    /// <summary>The folders whose attacks go through the whole program; those of <c>vm</c> are the VM's own.</summary>
    internal static readonly string[] Folders = ["asking", "inside", "planting"];

    public static TheoryData<string, string> Corpora => Machine.DriversWith(Folders);

    [Theory]
    [MemberData(nameof(Corpora))]
    public async Task Every_attack_is_stopped_and_its_twin_works(string driver, string folder)
    {
        var rows = new ConcurrentDictionary<string, string>(StringComparer.Ordinal);
        var failures = new ConcurrentBag<string>();
        await Parallel.ForEachAsync(AttackFile.In(folder), new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (id, _) =>
        {
            try
            {
                rows[id] = await TryAsync(driver, AttackFile.Read(id));
            }
            catch (Exception failure) when (failure is ShouldAssertException or TimeoutException)
            {
                rows[id] = "NOT STOPPED AS STATED";
                failures.Add($"{id} under {driver}: {failure.Message}");
            }
        });

        foreach ((string id, string stoppedBy) in rows.OrderBy(row => row.Key, StringComparer.Ordinal))
        {
            output.WriteLine($"{id} × {driver} → {stoppedBy}");
        }

        failures.ShouldBeEmpty();
    }

    private static async Task<string> TryAsync(string driver, AttackFile attack)
    {
        using var ground = new AttackGround();
        string sidecar = attack.ReadSidecar();

        Ended twin = (await ground.RunAsync(driver, attack.Control, sidecar)).ShouldExit(0);
        twin.Error.ShouldContain("works", Case.Sensitive, twin.ToString());
        string before = ground.Fingerprint();

        Ended run = await ground.RunAsync(driver, attack.Text, sidecar);
        run.Json.GetProperty("status").GetString().ShouldBe(attack.Status, run.ToString());
        string said = run.JsonError.ValueKind == JsonValueKind.Object ? run.JsonError.GetProperty("code").GetString()! : run.Error;
        said.ShouldContain(attack.Detail, Case.Sensitive, run.ToString());

        ground.Fingerprint().ShouldBe(before, "control files changed");
        File.Exists(ground.Desk.PathOf("ESCAPED")).ShouldBeFalse(run.ToString());
        string shown = run.Out + run.Error;
        shown.ShouldNotContain(AttackGround.Secret);
        shown.Where(IsObeyedByTerminals).ShouldBeEmpty();
        ground.Other.Requests.ShouldBeEmpty();
        ground.Server.Requests.Where(IsForbidden).ShouldBeEmpty();
        foreach (string expected in attack.ServerSees.Select(ground.Filled))
        {
            ground.Server.Requests.Any(request => request.Contains(expected, StringComparison.Ordinal)).ShouldBeTrue($"the server never saw {expected}:\n{string.Join('\n', ground.Server.Requests)}");
        }

        return $"{attack.Status} {attack.Detail}";
    }

    private static bool IsObeyedByTerminals(char character) =>
        (char.IsControl(character) && character is not '\n' and not '\t') || char.GetUnicodeCategory(character) == UnicodeCategory.Format;

    // The server's own way to the forbidden: a target of its root that no tool is granted.
    private static bool IsForbidden(string request) => request.Split(' ', 3)[1].StartsWith("/admin", StringComparison.Ordinal);
}
