using Tactus.Syntax.Errors;
using Tactus.Syntax.Parsing;

namespace Tactus.Syntax.Declarations;

/// <summary>Reads from a source what its loader needs, without keeping a tree: its memory grows with the nesting and not with the length.</summary>
public static class DeclarationFinder
{
    /// <summary>The declarations of a source, in its order.</summary>
    /// <param name="source">Any bytes; what is no Lua has the declarations that could be made out.</param>
    public static IReadOnlyList<Declaration> Find(ReadOnlyMemory<byte> source)
    {
        var parser = new Parser(source, tree: null);
        parser.Parse();
        return parser.Declarations;
    }

    /// <summary>What is wrong with a source, by place; at most 100.</summary>
    /// <param name="source">Any bytes.</param>
    public static IReadOnlyList<SyntaxError> Check(ReadOnlyMemory<byte> source)
    {
        var parser = new Parser(source, tree: null);
        parser.Parse();
        return parser.SortedErrors();
    }
}
