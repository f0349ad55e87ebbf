using Tactus.EndToEnd.Tests.Fixtures;
using Tactus.EndToEnd.Tests.Security.Support;

namespace Tactus.EndToEnd.Tests.Security;

// Proves that every attack of tests/attacks/inside, asking and planting is stopped under every driver for the reason that its header states, and that
// its harmless twin, by the same tools in the same place, works.
public sealed class AttackCorpusTests
{
    /// <summary>The folders whose attacks go through the whole program; those of <c>vm</c> are the VM's own.</summary>
    internal static readonly string[] Folders = ["asking", "inside", "planting"];

    public static TheoryData<string, string> Attacks => Machine.DriversWith([.. Folders.SelectMany(AttackFile.In)]);

    [Theory]
    [MemberData(nameof(Attacks))]
    public async Task An_attack_is_stopped_and_its_twin_works(string driver, string id)
    {
        AttackFile attack = AttackFile.Read(id);
        await using var ground = new AttackGround();
        string sidecar = attack.ReadSidecar();

        Ended twin = (await ground.RunAsync(driver, attack.Control, sidecar)).ShouldExit(0);
        twin.Error.ShouldContain("works", Case.Sensitive, twin.ToString());
        string before = ground.Fingerprint();

        Ended run = await ground.RunAsync(driver, attack.Text, sidecar);
        run.Json.GetProperty("status").GetString().ShouldBe(attack.Status, run.ToString());
        string said = run.Json.GetProperty("error") is { ValueKind: System.Text.Json.JsonValueKind.Object } error ? error.GetProperty("code").GetString()! : run.Error;
        said.ShouldContain(attack.Detail, Case.Sensitive, run.ToString());

        ground.Fingerprint().ShouldBe(before, "control files changed");
        File.Exists(ground.Desk.PathOf("ESCAPED")).ShouldBeFalse(run.ToString());
        (run.Out + run.Error).ShouldNotContain(AttackGround.Secret);
        ground.Other.Requests.ShouldBeEmpty();
        ground.Server.Requests.Where(IsForbidden).ShouldBeEmpty();
        foreach (string expected in attack.ServerSees)
        {
            ground.Server.Requests.ShouldContain(request => request.Contains(ground.Filled(expected), StringComparison.Ordinal), string.Join("\n", ground.Server.Requests));
        }
    }

    // The server's own way to the forbidden: a target of its root that no tool is granted.
    private static bool IsForbidden(string request) => request.Split(' ', 3)[1].StartsWith("/admin", StringComparison.Ordinal);
}
