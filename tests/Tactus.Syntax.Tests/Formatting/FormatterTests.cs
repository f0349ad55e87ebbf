using System.Text;
using Tactus.Syntax.Formatting;
using Tactus.Syntax.Tree;

namespace Tactus.Syntax.Tests.Formatting;

// Proves the layout that docs/format.md describes, rule by rule.
public sealed class FormatterTests
{
    [Theory]
    [InlineData("x=1", "x = 1\n")]
    [InlineData("a=1 b=2", "a = 1\nb = 2\n")]
    [InlineData("; ::a:: b()", "; ::a::\nb()\n")]
    [InlineData("\n ; ::a:: b()", "; ::a::\nb()\n")]
    [InlineData("if a then return end", "if a then return end\n")]
    [InlineData("if a then\nreturn end", "if a then\n  return\nend\n")]
    [InlineData("\n\n\na = 1\n\n\n\nb = 2\n\n", "a = 1\n\nb = 2\n")]
    [InlineData("x=-1 y=- -1 z=not a w=#t", "x = -1\ny = - -1\nz = not a\nw = #t\n")]
    [InlineData("x = a..b .. 1 ..2", "x = a .. b .. 1 .. 2\n")]
    [InlineData("local x<const>,y <close> = 1,2", "local x <const>, y <close> = 1, 2\n")]
    [InlineData("t={1,2 , a=3,[k]=4;}", "t = { 1, 2, a = 3, [k] = 4; }\n")]
    [InlineData("t={ }", "t = {}\n")]
    [InlineData("p=Agent{model='x'}", "p = Agent { model = 'x' }\n")]
    [InlineData("f=field.string{ required = true }", "f = field.string{required = true}\n")]
    [InlineData("f=field.string { required = true }", "f = field.string { required = true }\n")]
    [InlineData("f 'x' f'y'", "f 'x'\nf'y'\n")]
    [InlineData("a . b : c ( 1 ) [ 2 ] = 3", "a.b:c(1)[2] = 3\n")]
    [InlineData("x = a[ [[k]] ]", "x = a[ [[k]] ]\n")]
    [InlineData("P {\nfunction(input)\nreturn 1\nend\n}", "P {\n  function(input)\n    return 1\n  end\n}\n")]
    [InlineData("f(function()\na()\nend, {\nb=1 })", "f(function()\n  a()\nend, {\n  b = 1\n})\n")]
    [InlineData("local x = a\n.. b\n.. c", "local x = a\n  .. b\n  .. c\n")]
    [InlineData("if a\nand b then\nc()\nend", "if a\n  and b then\n  c()\nend\n")]
    [InlineData("a=1   -- said  \n   -- below\nb=2", "a = 1 -- said\n-- below\nb = 2\n")]
    [InlineData("f(--[[ one ]] 1)", "f( --[[ one ]] 1)\n")]
    [InlineData("do\n-- nothing\nend", "do\n  -- nothing\nend\n")]
    [InlineData("goto l ::l::", "goto l\n::l::\n")]
    [InlineData("repeat a() until b", "repeat a() until b\n")]
    [InlineData("for i=1,2 do a() end", "for i = 1, 2 do a() end\n")]
    [InlineData("#!/usr/bin/env tactus  \n\n\nx=1", "#!/usr/bin/env tactus\n\nx = 1\n")]
    [InlineData("a=1\r\nb=2\r\n", "a = 1\nb = 2\n")]
    [InlineData("x = [[\r\n  kept   \n]]", "x = [[\r\n  kept   \n]]\n")]
    [InlineData("", "")]
    [InlineData("-- only a remark", "-- only a remark\n")]
    [InlineData("a()\n;(b)()", "a()\n; (b)()\n")]
    public void The_layout_is_as_described(string source, string expected) => Format(source).ShouldBe(expected);

    [Fact]
    public void A_source_with_errors_is_refused() =>
        Should.Throw<ArgumentException>(() => Formatter.Format(SyntaxTree.Parse(Encoding.UTF8.GetBytes("x = ="))));

    [Fact]
    public void Other_tokens_are_noticed()
    {
        SameTokens.AreIn("a = 1 -- x"u8.ToArray(), "a=1--   x"u8.ToArray()).ShouldBeFalse();
        SameTokens.AreIn("a = 1 -- x"u8.ToArray(), "a=1 -- x\n"u8.ToArray()).ShouldBeTrue();
        SameTokens.AreIn("a = 1"u8.ToArray(), "a = 2"u8.ToArray()).ShouldBeFalse();
        SameTokens.AreIn("a = 1"u8.ToArray(), "a = 1 b = 2"u8.ToArray()).ShouldBeFalse();
        SameTokens.AreIn("a = '\\\n'"u8.ToArray(), "a = '\\\r\n'"u8.ToArray()).ShouldBeFalse();
    }

    private static string Format(string source) => Encoding.UTF8.GetString(Formatter.Format(SyntaxTree.Parse(Encoding.UTF8.GetBytes(source))));
}
