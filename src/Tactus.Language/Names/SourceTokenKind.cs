namespace Tactus.Language.Names;

/// <summary>Kinds of token that telling names apart needs.</summary>
internal enum SourceTokenKind
{
    /// <summary>The source is over.</summary>
    End,

    /// <summary>A name or a keyword.</summary>
    Name,

    /// <summary>A string, in quotes or long brackets.</summary>
    Text,

    /// <summary>A number.</summary>
    Number,

    /// <summary>One byte of anything else.</summary>
    Symbol,
}
