using Tactus.Syntax.Tree;

namespace Tactus.Syntax.Formatting;

/// <summary>Lays a source out in one way: it changes white space and nothing else.</summary>
public static class Formatter
{
    /// <summary>The source in the one layout. Formatting it again changes nothing.</summary>
    /// <param name="tree">A tree without errors.</param>
    /// <exception cref="ArgumentException">The tree has errors.</exception>
    /// <exception cref="InvalidOperationException">The result would not be the same program; nothing may be written. This is a defect.</exception>
    public static byte[] Format(SyntaxTree tree)
    {
        ArgumentNullException.ThrowIfNull(tree);
        if (tree.Errors.Count > 0)
        {
            throw new ArgumentException("a source with syntax errors has no layout", nameof(tree));
        }

        byte[] formatted = new FormatWriter(tree).Write();
        if (!SameTokens.AreIn(tree.Source, formatted))
        {
            throw new InvalidOperationException("the formatted source would not have the same tokens and comments");
        }

        return formatted;
    }
}
