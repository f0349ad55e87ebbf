namespace Tactus.Lua;

/// <summary>Where a procedure was when its CPU time was used up (TAC2102).</summary>
/// <param name="File">Chunk name of the procedure's innermost frame, or null when it could not be learnt.</param>
/// <param name="Line">Line in <paramref name="File"/>; 0 when unknown.</param>
/// <param name="CpuTime">CPU time used.</param>
/// <param name="InLibraryCall">Whether it was inside one long call of a library function, which no hook can interrupt.</param>
public sealed record OutOfBudgetReport(string? File, int Line, TimeSpan CpuTime, bool InLibraryCall)
{
    /// <summary>Stable code of this end.</summary>
    public const string Code = "TAC2102";

    /// <summary>One sentence for a person.</summary>
    public string Message => InLibraryCall
        ? $"the procedure used up its {CpuTime.TotalSeconds:0.0##} s of CPU time inside one library call"
        : $"the procedure used up its {CpuTime.TotalSeconds:0.0##} s of CPU time";
}
