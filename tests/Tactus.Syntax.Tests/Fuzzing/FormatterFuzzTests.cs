using System.Text;
using Tactus.Syntax.Formatting;
using Tactus.Syntax.Tree;
using Xunit.Abstractions;

namespace Tactus.Syntax.Tests.Fuzzing;

// Proves that whatever the parser accepts keeps its tokens and comments when it is formatted, and that formatting twice is formatting once.
public sealed class FormatterFuzzTests(ITestOutputHelper output)
{
    [Fact]
    public void Every_accepted_input_keeps_its_tokens_and_is_formatted_once_for_all()
    {
        int formatted = 0;
        foreach ((int number, byte[] source) in FuzzInputs.All())
        {
            SyntaxTree tree = SyntaxTree.Parse(source);
            if (tree.Errors.Count > 0)
            {
                continue;
            }

            // The formatter compares tokens itself, and throws where they differ.
            byte[] once = Record.Exception(() => Formatter.Format(tree)) is { } failure
                ? throw new InvalidOperationException($"seed {FuzzInputs.Seed}, input {number}: {failure.Message}\n{Encoding.UTF8.GetString(source)}")
                : Formatter.Format(tree);
            byte[] twice = Formatter.Format(SyntaxTree.Parse(once));
            if (!twice.AsSpan().SequenceEqual(once))
            {
                Assert.Fail($"seed {FuzzInputs.Seed}, input {number} is formatted differently the second time:\n{Encoding.UTF8.GetString(source)}\n=== once\n{Encoding.UTF8.GetString(once)}\n=== twice\n{Encoding.UTF8.GetString(twice)}");
            }

            formatted++;
        }

        output.WriteLine($"seed {FuzzInputs.Seed}: {FuzzInputs.Count} inputs, {formatted} formatted");

        formatted.ShouldBeGreaterThan(FuzzInputs.Count / 10);
    }
}
