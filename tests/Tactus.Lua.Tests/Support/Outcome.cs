namespace Tactus.Lua.Tests.Support;

/// <summary>What a procedure printed and how it ended.</summary>
public sealed record Outcome(IReadOnlyList<string> Printed, LuaStatus Status, LuaFailure? Failure, long PeakBytes)
{
    /// <summary>All that was printed, one line each.</summary>
    public string Text => string.Join('\n', Printed);
}
