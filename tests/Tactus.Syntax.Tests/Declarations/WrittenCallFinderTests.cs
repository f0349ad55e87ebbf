using System.Text;
using Tactus.Syntax.Declarations;

namespace Tactus.Syntax.Tests.Declarations;

/// <summary>Proves that the calls at the top of a file are found with their texts, and nothing that only looks like one.</summary>
public sealed class WrittenCallFinderTests
{
    [Theory]
    [InlineData("Specification([[\nFeature: F\n]])", "1:Specification:Feature: F\n")]
    [InlineData("Specification [[F]]", "1:Specification:F")]
    [InlineData("local x = input.y\nStep(\"a {n}\", function() end)\nreturn x", "2:Step:a {n}")]
    [InlineData("Step 'a' Specification 'b'", "1:Step:a 1:Specification:b")]
    [InlineData("Specification { from = 'x' } Specification(text) Specification()", "")]
    [InlineData("function f() Specification 'b' end if x then Step('c') end", "")]
    [InlineData("local Step = print Step('a')", "")]
    [InlineData("t.Step('a') t:Step('b') Other('c') x = Step('d')", "")]
    [InlineData("-- Step('a')\nlocal s = [[ Step('b') ]]", "")]
    public void Calls_are_found(string source, string expected)
    {
        IEnumerable<string> found = WrittenCallFinder.Find(Encoding.UTF8.GetBytes(source), "Specification", "Step").Select(call => $"{call.Line}:{call.Word}:{call.Text}");
        string.Join(' ', found).ShouldBe(expected);
    }
}
