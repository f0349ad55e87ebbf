using Tactus.Analysis.Sources;
using Tactus.Syntax.Tokens;
using Tactus.Syntax.Tree;

namespace Tactus.Analysis.Checks;

/// <summary>Tells what a written value is, and whether a key takes it.</summary>
internal static class LiteralKinds
{
    /// <summary>What a value is, in a reader's words; null when only a run can tell.</summary>
    public static string? Describe(CheckedSource source, SyntaxNode value) => value.Kind switch
    {
        NodeKind.Table => "a table",
        NodeKind.Function => "a function",
        NodeKind.Unary when source.NumberValue(value) is not null => "a number",
        NodeKind.Literal => value.FirstToken.Kind switch
        {
            TokenKind.String => "a string",
            TokenKind.Number => "a number",
            TokenKind.True or TokenKind.False => "a boolean",
            _ => null,
        },
        _ => null,
    };

    /// <summary>Whether a key that takes these kinds takes the value. What only a run can tell is taken.</summary>
    public static bool Fits(CheckedSource source, SyntaxNode value, IReadOnlyList<string> kinds)
    {
        string? described = Describe(source, value);
        return described is null || kinds.Any(kind => IsOf(source, value, described, kind));
    }

    /// <summary>The kinds in a reader's words.</summary>
    public static string Words(IEnumerable<string> kinds) => string.Join(" or ", kinds.Select(Word));

    private static string Word(string kind) => kind switch
    {
        "string" => "a string",
        "text" => "a string that is not empty",
        "number" => "a number",
        "count" => "a whole number above 0",
        "natural" => "a whole number that is not negative",
        "boolean" => "true or false",
        "table" => "a table",
        "function" => "a function",
        "field" => "a field",
        _ => "a value",
    };

    private static bool IsOf(CheckedSource source, SyntaxNode value, string described, string kind) => kind switch
    {
        "any" => true,
        "string" => described == "a string",
        "text" => described == "a string" && source.StringValue(value)!.Length > 0,
        "number" => described == "a number",
        "count" => source.NumberValue(value) is { } number && double.IsInteger(number) && number > 0,
        "natural" => source.NumberValue(value) is { } number && double.IsInteger(number) && number >= 0,
        "boolean" => described == "a boolean",
        "table" => described == "a table",
        "function" => described == "a function",

        // A field is what field.* gives, or the plain table {type = "string", …}.
        "field" => described == "a table",
        _ => true,
    };
}
