using System.Text;

namespace Tactus.Language.Names;

/// <summary>Finds the names that source text gives to declarations: <c>name = Procedure {…}</c> and <c>local name = Procedure {…}</c>.</summary>
/// <remarks>Watching assignments to globals could not see local names. Every other form counts as a declaration without a name.</remarks>
internal static class DeclarationNames
{
    /// <summary>All declarations of one file, in the order of the source.</summary>
    /// <param name="file">Path of the file as tracebacks show it.</param>
    /// <param name="source">Its text.</param>
    public static List<NamedDeclaration> Find(string file, ReadOnlySpan<byte> source)
    {
        var found = new List<NamedDeclaration>();
        var lexer = new SourceLexer(source);
        SourceToken beforeName = default;
        SourceToken name = default;
        SourceToken last = default;
        SourceToken current = lexer.Next();
        while (current.Kind != SourceTokenKind.End)
        {
            if (current.Kind == SourceTokenKind.Symbol && source[current.Start] == '<' && last.Kind == SourceTokenKind.Name)
            {
                SourceToken attribute = lexer.Next();
                SourceToken close = lexer.Next();
                if (attribute.Kind == SourceTokenKind.Name && IsSymbol(source, close, (byte)'>'))
                {
                    current = lexer.Next();
                    continue;
                }

                (beforeName, name, last) = (current, attribute, close);
                current = lexer.Next();
                continue;
            }

            if (current.Kind == SourceTokenKind.Name && source.Slice(current.Start, current.Length).SequenceEqual("Procedure"u8))
            {
                SourceToken argument = lexer.Next();
                if (IsCall(source, argument))
                {
                    bool assigned = IsSymbol(source, last, (byte)'=') && IsPlainName(source, beforeName, name);
                    string text = assigned ? Encoding.ASCII.GetString(source.Slice(name.Start, name.Length)) : "";
                    found.Add(new NamedDeclaration(file, argument.Line, text));
                }

                (beforeName, name, last) = (name, last, current);
                current = argument;
                continue;
            }

            (beforeName, name, last) = (name, last, current);
            current = lexer.Next();
        }

        return found;
    }

    private static bool IsCall(ReadOnlySpan<byte> source, SourceToken token) =>
        IsSymbol(source, token, (byte)'{') || IsSymbol(source, token, (byte)'(');

    private static bool IsPlainName(ReadOnlySpan<byte> source, SourceToken before, SourceToken name) =>
        name.Kind == SourceTokenKind.Name
        && !IsSymbol(source, before, (byte)'.')
        && !IsSymbol(source, before, (byte)':')
        && !IsSymbol(source, before, (byte)',');

    private static bool IsSymbol(ReadOnlySpan<byte> source, SourceToken token, byte symbol) =>
        token.Kind == SourceTokenKind.Symbol && source[token.Start] == symbol;
}
