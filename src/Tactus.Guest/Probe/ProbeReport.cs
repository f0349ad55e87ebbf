using Tactus.Protocol.Values;

namespace Tactus.Guest.Probe;

/// <summary>Tries everything twice: under what surrounds the guest, and under the guest's own filter as well.</summary>
internal static class ProbeReport
{
    /// <summary>Runs the probe.</summary>
    /// <param name="lockDown">Applies moment two.</param>
    /// <returns>
    /// A list of maps: <c>control</c>; <c>attempt</c>; <c>surroundings</c>, what came of it under the driver and moment one;
    /// <c>result</c>, what came of it in the end (both <c>blocked</c> or <c>open</c>); <c>detail</c>, the error of each.
    /// </returns>
    public static Value Run(Action lockDown)
    {
        ProbeAttempt[] attempts =
        [
            .. GivenProbe.Attempts(), .. FileProbe.Attempts(), .. ProgramProbe.Attempts(), .. NetworkProbe.Attempts(), .. KernelProbe.Attempts(),
        ];
        ProbeAnswer[] before = Array.ConvertAll(attempts, attempt => attempt.Try());
        lockDown();
        var rows = new Value[attempts.Length];
        for (int index = 0; index < attempts.Length; index++)
        {
            ProbeAnswer after = attempts[index].TryAgain();
            rows[index] = Value.MapOf(
                ("control", Value.Of(attempts[index].Control)),
                ("attempt", Value.Of(attempts[index].What)),
                ("surroundings", Word(before[index])),
                ("result", Word(after)),
                ("detail", Value.Of(before[index].Detail == after.Detail ? after.Detail : $"{before[index].Detail}, then {after.Detail}")));
        }

        return Value.ListOf(rows);
    }

    private static Value Word(ProbeAnswer answer) => Value.Of(answer.Blocked ? "blocked" : "open");
}
