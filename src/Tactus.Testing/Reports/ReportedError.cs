using Tactus.Protocol.Values;

namespace Tactus.Testing.Reports;

/// <summary>An error as a guest or the engine told it.</summary>
/// <param name="Code">Stable code; empty when it has none.</param>
/// <param name="Message">One sentence.</param>
/// <param name="File">The file, or null.</param>
/// <param name="Line">The line, counted from 1; 0 when unknown.</param>
/// <param name="Mend">What would mend it, or null.</param>
public sealed record ReportedError(string Code, string Message, string? File, int Line, string? Mend)
{
    internal static ReportedError? Of(MapValue owner, string key)
    {
        if (!owner.TryGet(key, out Value? value) || value is not MapValue error)
        {
            return null;
        }

        return new ReportedError(
            GuestText.Of(error, "code") ?? "", GuestText.Of(error, "message") ?? "", GuestText.Of(error, "file") is { Length: > 0 } file ? file : null,
            (int)Math.Clamp(GuestText.Number(error, "line"), 0, int.MaxValue), GuestText.Of(error, "mend"));
    }
}
