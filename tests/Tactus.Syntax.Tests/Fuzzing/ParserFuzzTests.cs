using System.Text;
using Tactus.Syntax.Declarations;
using Tactus.Syntax.Tests.Support;
using Tactus.Syntax.Tree;
using Xunit.Abstractions;

namespace Tactus.Syntax.Tests.Fuzzing;

// Proves that no input crashes the parser, that it accepts exactly what Lua's own compiler accepts, and that it finds the same with and without a tree.
public sealed class ParserFuzzTests(ITestOutputHelper output)
{
    // What only the code generator of Lua can count.
    private static readonly string[] s_beyond = ["too many registers", "control structure too long", "constructor too long"];

    [Fact]
    public void Generated_and_broken_inputs_are_accepted_exactly_when_Lua_accepts_them()
    {
        int accepted = 0;
        int refused = 0;
        using IEnumerator<(int Number, byte[] Source)> inputs = FuzzInputs.All().GetEnumerator();
        RealLua.Compile(Sources(inputs), (source, message) =>
        {
            SyntaxTree tree = SyntaxTree.Parse(source);
            bool isBeyond = message is not null && s_beyond.Any(text => message.Contains(text, StringComparison.Ordinal));
            if (tree.Errors.Count == 0 != (message is null) && !isBeyond)
            {
                Assert.Fail($"seed {FuzzInputs.Seed}, input {inputs.Current.Number}: Lua says {message ?? "yes"}, the parser says {(tree.Errors.Count == 0 ? "yes" : tree.Errors[0].ToString())}\n{Encoding.UTF8.GetString(source)}");
            }

            DeclarationFinder.Find(source).ShouldBe(tree.Declarations, $"seed {FuzzInputs.Seed}, input {inputs.Current.Number}");
            accepted += message is null ? 1 : 0;
            refused += message is null ? 0 : 1;
        });

        output.WriteLine($"seed {FuzzInputs.Seed}: {accepted + refused} inputs, {accepted} accepted and {refused} refused by both");

        // A fuzzer that makes only one sort proves half.
        (accepted + refused).ShouldBe(FuzzInputs.Count);
        accepted.ShouldBeGreaterThan(FuzzInputs.Count / 10);
        refused.ShouldBeGreaterThan(FuzzInputs.Count / 10);
    }

    private static IEnumerable<byte[]> Sources(IEnumerator<(int Number, byte[] Source)> inputs)
    {
        while (inputs.MoveNext())
        {
            yield return inputs.Current.Source;
        }
    }
}
