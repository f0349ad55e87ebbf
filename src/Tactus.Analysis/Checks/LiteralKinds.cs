using System.Buffers;
using Tactus.Analysis.Names;
using Tactus.Analysis.Sources;
using Tactus.Syntax.Tokens;
using Tactus.Syntax.Tree;

namespace Tactus.Analysis.Checks;

/// <summary>Tells what a written value is, and whether a key takes it.</summary>
internal static class LiteralKinds
{
    private static readonly SearchValues<char> s_space = SearchValues.Create(" \t\r\n\v\f");

    private const string Text = "a string";
    private const string Number = "a number";
    private const string Table = "a table";
    private const string Function = "a function";
    private const string Boolean = "a boolean";

    /// <summary>What a value is, in a reader's words; null when only a run can tell, and for nil.</summary>
    public static string? Describe(CheckedSource source, SyntaxNode value) => value.Kind switch
    {
        NodeKind.Table => Table,
        NodeKind.Function => Function,
        NodeKind.Unary when source.NumberValue(value) is not null => Number,
        NodeKind.Literal => value.FirstToken.Kind switch
        {
            TokenKind.String => Text,
            TokenKind.Number => Number,
            TokenKind.True or TokenKind.False => Boolean,
            _ => null,
        },
        _ => null,
    };

    /// <summary>What a value is, with a number or an empty string as it is.</summary>
    public static string Show(CheckedSource source, SyntaxNode value) =>
        source.NumberValue(value) is { } number ? $"{number:R}" : source.StringValue(value) is "" ? "empty" : Describe(source, value)!;

    /// <summary>The first of some kinds that a value is of, as far as its type tells; null for none. What only a run can tell is of none.</summary>
    public static ValueKind? Find(CheckedSource source, SyntaxNode value, IReadOnlyList<ValueKind> kinds) =>
        Describe(source, value) is { } described ? kinds.FirstOrDefault(kind => IsOf(source, value, described, kind.Name)) : null;

    /// <summary>The kinds in a reader's words.</summary>
    public static string Words(IEnumerable<ValueKind> kinds) => string.Join(" or ", kinds.Select(kind => Word(kind.Name)).Distinct());

    /// <summary>How a value of the kind is written.</summary>
    public static string Example(ValueKind kind) => kind.Name switch
    {
        "boolean" => "true or false",
        "number" => "a number without quotes",
        "count" or "natural" => "a whole number without quotes",
        "table" or "form" or "by" or "map" => "{…}",
        "fields" => "{ name = field.string{…} }",
        "list" or "full" => "{…, …}",
        "function" => "function(…) … end",
        "field" => "field.string{…} or another field",
        "directive" => "system(\"…\"), user(\"…\"), history() or another directive",
        _ => "\"…\"",
    };

    private static string Word(string kind) => kind switch
    {
        "string" or "choice" or "pattern" => Text,
        "text" => "a string that is not empty",
        "words" => "a text",
        "number" => Number,
        "count" => "a whole number above 0",
        "natural" => "a whole number that is not negative",
        "boolean" => "true or false",
        "list" or "full" => "a list",
        "table" or "form" or "by" or "map" => Table,
        "fields" => "a table of fields",
        "function" => Function,
        "field" => "a field",
        "directive" => "a directive",
        _ => "a value",
    };

    private static bool IsOf(CheckedSource source, SyntaxNode value, string described, string kind) => kind switch
    {
        "any" => true,
        "string" or "choice" or "pattern" => described == Text,
        "text" => described == Text && source.StringValue(value)!.Length > 0,
        "words" => described == Text && source.StringValue(value)!.AsSpan().ContainsAnyExcept(s_space),
        "number" => described == Number,
        "count" => source.NumberValue(value) is { } number && double.IsInteger(number) && number > 0,
        "natural" => source.NumberValue(value) is { } number && double.IsInteger(number) && number >= 0,
        "boolean" => described == Boolean,
        "table" or "form" or "by" or "map" or "fields" or "list" or "full" => described == Table,
        "function" => described == Function,

        // A field is what field.* gives, or the plain table {type = "string", …}.
        "field" => described == Table,

        // These are what calls give, and never literals.
        "directive" => false,
        _ => throw new InvalidOperationException($"the data files know no kind '{kind}'"),
    };
}
