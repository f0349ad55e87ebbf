// Proves that the examples of docs/value-model.md are true.
using Tactus.Protocol.Values;

namespace Tactus.Protocol.Tests.Values;

public sealed class ValueModelPageTests
{
    private static readonly string[] Page = File.ReadAllLines(Path.Combine(Checkout.Root, "docs", "value-model.md"));

    [Fact]
    public void Every_example_has_the_bytes_that_stand_beside_it()
    {
        string[][] examples = [.. Rows("| value | bytes |").Where(static row => row[0].StartsWith('`'))];

        examples.Length.ShouldBe(10);
        foreach (string[] row in examples)
        {
            Convert.ToHexStringLower(ValueJson.Parse(row[0].Trim('`')).Encode()).ShouldBe(row[1].Trim('`'), row[0]);
        }
    }

    [Fact]
    public void Every_refused_example_is_refused()
    {
        string[][] examples = [.. Rows("| bytes | why |")];

        examples.Length.ShouldBe(7);
        foreach (string[] row in examples)
        {
            Should.Throw<ValueFormatException>(() => Value.Decode(Convert.FromHexString(row[0].Trim('`'))), row[1]);
        }
    }

    private static IEnumerable<string[]> Rows(string head) => Page
        .SkipWhile(line => line != head)
        .Skip(2)
        .TakeWhile(static line => line.StartsWith('|'))
        .Select(static line => line.Trim('|').Split('|', StringSplitOptions.TrimEntries));
}
