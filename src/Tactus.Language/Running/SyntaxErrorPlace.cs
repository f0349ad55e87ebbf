using Tactus.Protocol.V1;
using Tactus.Syntax;
using Tactus.Syntax.Declarations;

namespace Tactus.Language.Running;

/// <summary>Says where a syntax error is to the column, and what would mend it: Lua's own message has neither.</summary>
internal static class SyntaxErrorPlace
{
    private const string SyntaxErrorCode = "TAC1001";
    private const byte EscapeByte = 0x1b;

    /// <summary>The outcome, with the place and the words of the parser if it ended with a syntax error that the parser finds, too.</summary>
    /// <param name="outcome">How the run ended.</param>
    /// <param name="bundle">The sources.</param>
    public static ProcedureOutcome Refine(ProcedureOutcome outcome, Bundle? bundle)
    {
        if (outcome.Error is not { Code: SyntaxErrorCode, Location: { } place } error
            || bundle?.Files.FirstOrDefault(file => string.Equals(file.Path, place.File, StringComparison.Ordinal)) is not { } source
            || IsBytecode(source)
            || DeclarationFinder.Check(source.Source.Memory) is not [{ } found, ..])
        {
            return outcome;
        }

        ProcedureError refined = error.Clone();
        refined.Message = found.Message;
        refined.Mend = found.Mend ?? "";
        refined.Location.Line = (uint)found.Line;
        refined.Column = (uint)found.Column;
        return outcome with { Error = refined };
    }

    // Of bytecode Lua itself says what it is.
    private static bool IsBytecode(SourceFile source) => source.Source.Span[Preamble.Length(source.Source.Span)..] is [EscapeByte, ..];
}
