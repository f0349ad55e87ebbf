// Proves that a unified diff turns the one text into the other: read back by rule for seeded random texts.
using Tactus.Broker.Files.Staging;

namespace Tactus.Broker.Tests.Files.Staging;

public sealed class LineDiffTests
{
    [Fact]
    public void Random_texts_are_rebuilt_from_their_diff()
    {
        const int Seed = 20261121;
        var random = new Random(Seed);
        for (int round = 0; round < 300; round++)
        {
            string[] before = [.. Enumerable.Range(0, random.Next(0, 40)).Select(_ => random.Next(0, 6).ToString())];
            string[] after = [.. before.SelectMany(line => Mutate(line, random))];
            Apply(before, LineDiff.Unified("a", "b", Join(before), Join(after))).SequenceEqual(after).ShouldBeTrue($"seed {Seed}, round {round}");
        }
    }

    [Fact]
    public void Equal_texts_have_no_diff() => LineDiff.Unified("a", "b", "x\ny\n", "x\ny\n").ShouldBe("");

    [Fact]
    public void A_missing_last_newline_is_told() =>
        LineDiff.Unified("a", "b", "x", "x\n").ShouldBe("--- a\n+++ b\n@@ -1,1 +1,1 @@\n-x\n\\ No newline at end of file\n+x\n");

    [Fact]
    public void Texts_that_differ_everywhere_are_replaced_whole()
    {
        string before = string.Concat(Enumerable.Range(0, 3000).Select(number => $"a{number}\n"));
        string after = string.Concat(Enumerable.Range(0, 3000).Select(number => $"b{number}\n"));
        string diff = LineDiff.Unified("a", "b", before, after);
        diff.ShouldContain("@@ -1,3000 +1,3000 @@");
    }

    private static string Join(string[] lines) => string.Concat(lines.Select(line => line + "\n"));

    private static IEnumerable<string> Mutate(string line, Random random) => random.Next(0, 6) switch
    {
        0 => [],
        1 => [line, "new"],
        2 => ["changed"],
        _ => [line],
    };

    private static List<string> Apply(string[] before, string diff)
    {
        var result = new List<string>();
        int next = 0;
        foreach (string line in diff.Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(2))
        {
            if (line.StartsWith("@@", StringComparison.Ordinal))
            {
                string[] range = line.Split(' ')[1][1..].Split(',');
                int start = int.Parse(range[0]) - (range[1] == "0" ? 0 : 1);
                result.AddRange(before[next..start]);
                next = start;
                continue;
            }

            if (line[0] != '+')
            {
                before[next++].ShouldBe(line[1..]);
            }

            if (line[0] != '-')
            {
                result.Add(line[1..]);
            }
        }

        result.AddRange(before[next..]);
        return result;
    }
}
