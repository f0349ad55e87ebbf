using Tactus.Protocol.Values;

namespace Tactus.Cli.Commands.Sandboxes;

/// <summary>One attempt of a probe under one driver.</summary>
/// <param name="Control">The control it tries.</param>
/// <param name="Attempt">What it tried.</param>
/// <param name="StoppedBy"><c>driver</c>, <c>guest</c> or <c>nothing</c>.</param>
/// <param name="Detail">The errors it met.</param>
/// <param name="IsGuestsOwnLimit">True where the driver none cannot give what the attempt asks for, and says so.</param>
internal sealed record ProbeRow(string Control, string Attempt, string StoppedBy, string Detail, bool IsGuestsOwnLimit)
{
    /// <summary>Reads a row of the guest's report.</summary>
    public static ProbeRow Of(MapValue row, string driver)
    {
        bool surroundings = row.FindText("surroundings") == "blocked";
        bool end = row.FindText("result") == "blocked";
        // Under the driver none there is no surrounding sandbox: what is stopped before the filter is stopped by the guest's first moment.
        bool hasDriver = driver != "none";
        string stoppedBy = !end ? "nothing" : surroundings && hasDriver ? "driver" : "guest";
        return new ProbeRow(row.FindText("control") ?? "", row.FindText("attempt") ?? "", stoppedBy, row.FindText("detail") ?? "", !hasDriver);
    }
}
