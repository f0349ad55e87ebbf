using System.Text;

namespace Tactus.Language.Names;

/// <summary>
/// Finds the names that source text gives to declarations: <c>name = Procedure {…}</c> and <c>local name = Procedure {…}</c>.
/// </summary>
/// <remarks>Watching assignments to globals could not see local names. Every other form counts as a declaration without a name.</remarks>
internal static class DeclarationNames
{
    private static readonly string[] s_kinds =
        ["Agent", "Classify", "Context", "Model", "Procedure", "Task", "Tool", "Toolset"];

    private static readonly byte[][] s_words = [.. s_kinds.Select(Encoding.ASCII.GetBytes)];

    /// <summary>All declarations of one file, in the order of the source.</summary>
    /// <param name="file">Path of the file as tracebacks show it.</param>
    /// <param name="source">Its text.</param>
    public static List<NamedDeclaration> Find(string file, ReadOnlySpan<byte> source)
    {
        var found = new List<NamedDeclaration>();
        var lexer = new SourceLexer(source);
        var before = new TokenWindow(source);
        SourceToken token = lexer.Next();
        SourceToken next = lexer.Next();
        while (token.Kind != SourceTokenKind.End)
        {
            SourceToken third = lexer.Next();

            // Procedure("name") looks one up.
            bool declares = next.IsSymbol(source, '{') || (next.IsSymbol(source, '(') && third.Kind != SourceTokenKind.Text);
            if (declares && KindOf(source, token) is { } kind)
            {
                found.Add(new NamedDeclaration(file, next.Line, kind, before.AssignedName()));
            }

            before.Push(token);
            token = next;
            next = third;
        }

        return found;
    }

    private static string? KindOf(ReadOnlySpan<byte> source, SourceToken token)
    {
        for (int i = 0; i < s_words.Length; i++)
        {
            if (token.IsName(source, s_words[i]))
            {
                return s_kinds[i];
            }
        }

        return null;
    }
}
