namespace Tactus.Cli.Commands.Sandboxes;

/// <summary>What a probe found under one driver.</summary>
/// <param name="Driver">The driver.</param>
/// <param name="Rows">The attempts.</param>
/// <param name="Unavailable">Why it was not probed, or null.</param>
internal sealed record ProbeReport(string Driver, IReadOnlyList<ProbeRow> Rows, string? Unavailable)
{
    /// <summary>The attempts that nothing stopped.</summary>
    public IEnumerable<ProbeRow> Open => Rows.Where(row => row.StoppedBy == "nothing");

    /// <summary>One cell of the table: what stops an attempt, or the weakest of a control's attempts.</summary>
    public string Cell(string name, bool isAttempt)
    {
        string[] stoppers = [.. Rows.Where(row => (isAttempt ? row.Attempt : row.Control) == name).Select(row => row.StoppedBy)];
        return stoppers switch
        {
            [] => "-",
            _ when stoppers.Contains("nothing", StringComparer.Ordinal) => "OPEN",
            _ when stoppers.Contains("guest", StringComparer.Ordinal) => "guest",
            _ => "driver",
        };
    }
}
