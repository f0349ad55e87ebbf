using System.Diagnostics;
using System.Text;
using Tactus.Syntax.Errors;
using Tactus.Syntax.Tests.Support;
using Tactus.Syntax.Tokens;
using Tactus.Syntax.Tree;

namespace Tactus.Syntax.Tests.Parsing;

// Proves what the parser says to mistakes and where, that it finds several in one go, what it makes of names, and that size and depth do not matter.
public sealed class ParserTests
{
    private const int SmallStack = 256 * 1024;

    [Theory]
    [InlineData("x = = 3", "1:5 unexpected symbol near '='")]
    [InlineData("if a the b() end", "1:6 'then' expected near 'the'")]
    [InlineData("if x = 3 then y() end", "1:6 'then' expected near '='")]
    [InlineData("while x then y() end", "1:9 'do' expected near 'then'")]
    [InlineData("t = {\n  a = 1\n  b = 2,\n}", "3:3 '}' expected (to close '{' at line 1) near 'b'")]
    [InlineData("f(1, 2\nlocal z = 5", "2:1 ')' expected (to close '(' at line 1) near 'local'")]
    [InlineData("x += 1", "1:3 syntax error near '+'")]
    [InlineData("x++", "1:2 syntax error near '+'")]
    [InlineData("if a != b then end", "1:6 unexpected symbol near '!'")]
    [InlineData("x = a && b", "1:8 unexpected symbol near '&'")]
    [InlineData("s = 'ä\\q'", "1:7 invalid escape sequence")]
    [InlineData("s = 'open", "1:5 unfinished string")]
    [InlineData("s = [==[ open", "1:5 unfinished long string near <eof>")]
    [InlineData("--[[ open", "1:1 unfinished long comment near <eof>")]
    [InlineData("s = [=x", "1:5 invalid long string delimiter")]
    [InlineData("x = 3..2", "1:5 malformed number near '3..2'")]
    [InlineData("goto nowhere", "1:6 no visible label for this goto")]
    [InlineData("goto l local a ::l:: a = 1", "1:6 this goto jumps into the scope of local 'a'")]
    [InlineData("::a:: b() ::a::", "1:13 label already defined on line 1 near 'a'")]
    [InlineData("break", "1:1 break outside a loop near 'break'")]
    [InlineData("local a <const> = 1 a = 2", "1:21 attempt to assign to const variable near 'a'")]
    [InlineData("local a <what> = 1", "1:10 unknown attribute near 'what'")]
    [InlineData("function f() return ... end", "1:21 cannot use '...' outside a vararg function near '...'")]
    [InlineData("end", "1:1 '<eof>' expected near 'end'")]
    [InlineData("return 1 x()", "1:10 the end of the block expected near 'x'")]
    [InlineData("f() = 1", "1:5 syntax error near '='")]
    [InlineData("function f()\nif a then\nb()\n", "4:1 'end' expected (to close 'if' at line 2) near <eof>")]
    public void A_mistake_is_told_with_its_place(string source, string expected)
    {
        SyntaxError error = Parse(source).Errors[0];

        $"{error.Line}:{error.Column} {error.Message}".ShouldBe(expected);
        error.Mend.ShouldNotBeNullOrEmpty();
        RealLua.Refusal(source).ShouldNotBeNull();
    }

    [Fact]
    public void Several_mistakes_are_found_in_one_go()
    {
        SyntaxTree tree = Parse("local a = = 1\nif b thn c() end\nt = {\n  x = 1\n  y = 2\n}\nfor i = 1 do end\nd = 'open\ne += 1\nfine()\n");

        tree.Errors.Select(error => error.Line).ShouldBe([1, 2, 5, 7, 8, 9]);
    }

    [Fact]
    public void What_is_wrong_hides_nothing_that_follows() =>
        Parse("a = Agent { x = = }\nb = Tool { function() end }").Declarations.Select(declaration => declaration.Name).ShouldBe(["a", "b"]);

    [Fact]
    public void A_hundred_mistakes_are_enough() => Parse(string.Concat(Enumerable.Repeat("x = = 1\n", 1000))).Errors.Count.ShouldBe(100);

    [Fact]
    public void Names_are_bound_to_the_local_that_is_visible()
    {
        SyntaxTree tree = Parse("local a = function(a) return a end\nlocal a = a\nreturn a, b");
        SyntaxNode[] names = [.. Nodes(tree).Where(node => node.Kind == NodeKind.Name)];

        names.Select(name => name.Value < 0 ? 0 : tree.LocalAt(name.Value).Token.Start).ShouldBe([19, 6, 41, 0]);
    }

    [Fact]
    public void A_literal_stands_for_what_Lua_makes_of_it()
    {
        StringLiteral.Value("'a\\tb\\z  \n c\\x41\\066\\u{20AC}\\\n'"u8).ShouldBe("a\tbcAB€\n");
        StringLiteral.Value("[==[\nfirst ]] line]==]"u8).ShouldBe("first ]] line");
        NumberLiteral.Value("0xFF"u8, out bool isInteger).ShouldBe(255);
        isInteger.ShouldBeTrue();
        NumberLiteral.Value("1.5e3"u8, out isInteger).ShouldBe(1500);
        isInteger.ShouldBeFalse();
    }

    [Theory]
    [InlineData("x=", "(")]
    [InlineData("x=", "{")]
    [InlineData("", "do ")]
    [InlineData("", "if a then ")]
    [InlineData("x=", "function() return ")]
    [InlineData("", "local function f() ")]
    [InlineData("x=", "not ")]
    [InlineData("x=a", "^a")]
    [InlineData("x=", "- ")]
    [InlineData("x=a", ".b")]
    [InlineData("x=1", " ..1")]
    [InlineData("f", "{}")]
    [InlineData("", "!")]
    [InlineData("", "--[==[")]
    [InlineData("", "::a::")]
    [InlineData("", "goto a ")]
    public void A_million_levels_or_parts_are_read_or_refused(string before, string repeated)
    {
        // A quarter of what the smallest of the usual threads has: what recurses with the source would end the process here.
        SyntaxTree? tree = null;
        var thread = new Thread(() => tree = Parse(before + string.Concat(Enumerable.Repeat(repeated, 1_000_000))), SmallStack);
        thread.Start();
        thread.Join();

        tree.ShouldNotBeNull().TokenCount.ShouldBeGreaterThan(0);
    }

    [Fact]
    public void Sixteen_mebibytes_take_seconds()
    {
        byte[] source = Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat("local t = { a = 1, b = 'x' } -- remark\n", (16 << 20) / 39)));
        long began = Stopwatch.GetTimestamp();

        SyntaxTree.Parse(source).Errors.Count.ShouldBe(1);

        Stopwatch.GetElapsedTime(began).ShouldBeLessThan(TimeSpan.FromSeconds(20));
    }

    private static SyntaxTree Parse(string source) => SyntaxTree.Parse(Encoding.UTF8.GetBytes(source));

    private static List<SyntaxNode> Nodes(SyntaxTree tree)
    {
        var nodes = new List<SyntaxNode>();
        SyntaxWalk.Visit(tree.Root, node =>
        {
            nodes.Add(node);
            return true;
        });
        return nodes;
    }
}
