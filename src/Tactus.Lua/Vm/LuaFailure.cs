namespace Tactus.Lua;

/// <summary>An error that reached the top of a procedure, in terms of the procedure's own source.</summary>
/// <param name="Code">Stable code of the error, or null for an error of the procedure's own.</param>
/// <param name="Message">Text of the error, without its position.</param>
/// <param name="File">Chunk name (<c>report.tac</c>), or null when no line of the procedure was involved.</param>
/// <param name="Line">Line in <paramref name="File"/>, counted from 1; 0 when unknown.</param>
/// <param name="Traceback">One line per frame of the procedure; empty when there is none.</param>
public sealed record LuaFailure(string? Code, string Message, string? File, int Line, string Traceback)
{
    /// <summary>Code of <see cref="LuaStatus.OutOfMemory"/>.</summary>
    public const string OutOfMemoryCode = "TAC2101";
}
