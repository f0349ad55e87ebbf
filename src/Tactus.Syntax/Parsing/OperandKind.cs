namespace Tactus.Syntax.Parsing;

/// <summary>What may be done with an expression.</summary>
internal enum OperandKind : byte
{
    /// <summary>Only its value is of use.</summary>
    Value,

    /// <summary>It is a call, and may stand alone.</summary>
    Call,

    /// <summary>A local or global variable, which may be assigned to.</summary>
    Variable,

    /// <summary>A local that may not be assigned to.</summary>
    ReadOnly,

    /// <summary>A field or an index, which may be assigned to.</summary>
    Element,

    /// <summary>It is missing; the error was reported.</summary>
    Missing,
}
