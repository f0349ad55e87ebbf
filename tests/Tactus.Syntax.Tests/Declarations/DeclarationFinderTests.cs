using System.Text;
using Tactus.Syntax.Declarations;

namespace Tactus.Syntax.Tests.Declarations;

/// <summary>Proves that declarations get the names of their variables, and nothing in strings, comments or longer names is taken for one.</summary>
public sealed class DeclarationFinderTests
{
    [Theory]
    [InlineData("a = Procedure {}", "1:a")]
    [InlineData("local a = Procedure {}", "1:a")]
    [InlineData("local a <const> = Procedure {}", "1:a")]
    [InlineData("a = Procedure({})", "1:a")]
    [InlineData("Procedure {}", "1:")]
    [InlineData("return Procedure {}", "1:")]
    [InlineData("t.a = Procedure {}", "1:")]
    [InlineData("t[1] = Procedure {}", "1:")]
    [InlineData("a, b = Procedure {}, Procedure {}", "1: 1:")]
    [InlineData("a = Procedure {} b = Procedure {}", "1:a 1:b")]
    [InlineData("a =\n  Procedure\n  {}", "3:a")]
    [InlineData("#!/usr/bin/tactus\na = Procedure {}", "2:a")]
    [InlineData("-- a = Procedure {}\n--[[ b = Procedure {}\n]] c = Procedure {}", "3:c")]
    [InlineData("--[==[ x ]] ]==] a = Procedure {}", "1:a")]
    [InlineData("s = 'a = Procedure {}' t = \"\\\"b = Procedure {}\" u = [[c = Procedure {}\n]] d = Procedure {}", "2:d")]
    [InlineData("s = 'x\\\ny' d = Procedure {}", "2:d")]
    [InlineData("MyProcedure = 1 Procedures {} x = Procedure", "")]
    [InlineData("if a < b then c = Procedure {} end", "1:c")]
    [InlineData("x = 0x1F ..'' a = Procedure {}", "1:a")]
    [InlineData("a = Procedure(\"b\") c = Procedure {}", "1:c")]
    [InlineData("a = Agent {} local b <const> = Tool {} c = Toolset {} d = Classify {}", "1:a 1:b 1:c 1:d")]
    [InlineData("s = 'never closed", "")]
    [InlineData("s = [==[ never closed", "")]
    public void Names_come_from_the_source(string source, string expected)
    {
        IEnumerable<string> found = DeclarationFinder.Find(Encoding.UTF8.GetBytes(source)).Select(item => $"{item.Line}:{item.Name}");
        string.Join(' ', found).ShouldBe(expected);
    }
}
