using System.Text;
using System.Text.RegularExpressions;
using Tactus.EndToEnd.Tests.Fixtures;
using Tactus.EndToEnd.Tests.Security.Support;

namespace Tactus.EndToEnd.Tests.Security;

// Proves that docs/attack-table.md lists exactly the attacks of tests/attacks with what their headers say stops them. TACTUS_WRITE_TABLES=1 writes it anew.
public sealed partial class AttackTableTests
{
    private const string Head = """
        # What was tried, and what stopped it

        Each row is a file of `tests/attacks`. A row of `asking`, `inside` and `planting` is run under every driver of the machine, beside a harmless twin that must work
        (`AttackCorpusTests.Every_attack_is_stopped_and_its_twin_works` in `tests/Tactus.EndToEnd.Tests`). A row of `vm` is run in the VM alone, without any sandbox
        around it (`AttackCorpusTests` in `tests/Tactus.Lua.Tests`). The suite fails when an attack ends in any other way than its row says.

        | attack | tries to | where | stopped by |
        |---|---|---|---|

        """;

    private static string Page => Path.Combine(Checkout.Root, "docs", "attack-table.md");

    [Fact]
    public void The_page_lists_every_attack_and_no_other()
    {
        string expected = Table();
        if (Environment.GetEnvironmentVariable("TACTUS_WRITE_TABLES") == "1")
        {
            File.WriteAllText(Page, expected);
        }

        (File.ReadAllText(Page) == expected).ShouldBeTrue("docs/attack-table.md is not what tests/attacks says; TACTUS_WRITE_TABLES=1 writes it anew");
    }

    [Fact]
    public void No_attack_is_without_a_twin_of_its_own()
    {
        AttackFile[] attacks = [.. AttackCorpusTests.Folders.SelectMany(AttackFile.In).Select(AttackFile.Read)];
        attacks.Length.ShouldBeGreaterThan(40);
        attacks.ShouldAllBe(attack => attack.Control.Contains("works") && attack.Detail.Length > 0);
    }

    private static string Table()
    {
        var text = new StringBuilder(Head);
        foreach (string folder in AttackCorpusTests.Folders.Append("vm"))
        {
            foreach (AttackFile attack in AttackFile.In(folder).Select(AttackFile.Read))
            {
                string where = folder == "vm" ? "the VM alone" : "every driver";
                text.Append($"| {attack.Id} | {Cell(attack.Attack)} | {where} | {Cell(StoppedBy(attack))} |\n");
            }
        }

        return text.ToString();
    }

    // A procedure that went on to its end says itself what stopped it.
    private static string StoppedBy(AttackFile attack) =>
        attack.Status is "succeeded" or "stopped" ? attack.Detail.Replace("stopped: ", "", StringComparison.Ordinal) : $"{attack.Status} {attack.Detail}".Trim();

    private static string Cell(string text) => Bars().Replace(text, "\\|");

    [GeneratedRegex(@"\|")]
    private static partial Regex Bars();
}
