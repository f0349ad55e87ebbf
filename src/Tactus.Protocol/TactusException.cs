namespace Tactus.Protocol;

/// <summary>An error that a person can act on: a stable code, one sentence, the place and what would mend it.</summary>
/// <remarks>docs/errors.md lists every code. Tests hold the page and the source together.</remarks>
public sealed class TactusException : Exception
{
    /// <summary>Creates the error.</summary>
    /// <param name="code">Stable code, <c>TAC</c> and four digits.</param>
    /// <param name="message">One sentence without the code.</param>
    /// <param name="mend">What would mend it, or null.</param>
    /// <param name="file">The file it is about, or null.</param>
    /// <param name="line">Line in <paramref name="file"/>, counted from 1; 0 when unknown.</param>
    /// <param name="column">Column in the line, counted from 1; 0 when unknown.</param>
    /// <param name="inner">What caused it, or null.</param>
    public TactusException(
        string code, string message, string? mend = null, string? file = null, int line = 0, int column = 0, Exception? inner = null)
        : base(message, inner)
    {
        Code = code;
        Mend = mend;
        File = file;
        Line = line;
        Column = column;
    }

    /// <summary>Stable code, <c>TAC</c> and four digits.</summary>
    public string Code { get; }

    /// <summary>What would mend it, or null.</summary>
    public string? Mend { get; }

    /// <summary>The file it is about, or null.</summary>
    public string? File { get; }

    /// <summary>Line in <see cref="File"/>, counted from 1; 0 when unknown.</summary>
    public int Line { get; }

    /// <summary>Column in the line, counted from 1; 0 when unknown.</summary>
    public int Column { get; }
}
