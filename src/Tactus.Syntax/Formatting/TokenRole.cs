namespace Tactus.Syntax.Formatting;

/// <summary>What the layout has to know of a token besides its kind.</summary>
[Flags]
internal enum TokenRole : byte
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>A statement begins with it.</summary>
    BeginsStatement = 1,

    /// <summary>An entry of a table begins with it.</summary>
    BeginsEntry = 2,

    /// <summary>It is a unary operator.</summary>
    IsUnary = 4,

    /// <summary>It is the <c>&lt;</c> or <c>&gt;</c> of an attribute.</summary>
    IsAttribute = 8,

    /// <summary>The arguments of a call begin with it.</summary>
    BeginsArguments = 16,

    /// <summary>It is the first one on its line, however it was written.</summary>
    BeginsLine = 32,

    /// <summary>A block begins after it.</summary>
    OpensBlock = 64,

    /// <summary>It is a brace of a table that was written right after what it is given to: <c>field.string{…}</c>.</summary>
    Hugs = 128,
}
