using System.Text.Json;
using Tactus.Protocol;
using Tactus.Sandbox.Drivers;

namespace Tactus.Sandbox.Controls;

/// <summary>A driver's controls, from its data file, held against what was found on this machine.</summary>
/// <param name="Driver">The driver's name.</param>
/// <param name="Definitions">The controls.</param>
internal sealed record ControlTable(string Driver, IReadOnlyList<ControlDefinition> Definitions)
{
    /// <summary>Reads the table of a driver.</summary>
    internal static ControlTable Load(string driver) => new(
        driver,
        [
            .. EmbeddedData.Read($"controls/{driver}.json").GetProperty("controls").EnumerateArray().Select(control => new ControlDefinition(
                Text(control, "name"),
                control.GetProperty("required").GetBoolean(),
                Text(control, "reason"),
                Text(control, "check"),
                Text(control, "missing"),
                Text(control, "mend"))),
        ]);

    /// <summary>The state of every control. One that the detector says nothing about is missing.</summary>
    internal IReadOnlyList<ControlStatus> Evaluate(IReadOnlyDictionary<string, ControlFact> facts) =>
    [
        .. Definitions.Select(control => facts.TryGetValue(control.Name, out ControlFact? fact)
            ? new ControlStatus(control.Name, control.Required, fact.Present, fact.How.Length > 0 ? fact.How : control.Missing)
            : new ControlStatus(control.Name, control.Required, Present: false, control.Missing)),
    ];

    /// <summary>The first required control that is missing, as an error; null when there is none.</summary>
    internal TactusException? Refusal(IReadOnlyList<ControlStatus> statuses)
    {
        ControlStatus? missing = statuses.FirstOrDefault(status => status.Required && !status.Present);
        if (missing is null)
        {
            return null;
        }

        ControlDefinition control = Definitions.First(definition => definition.Name == missing.Name);
        return new TactusException("TAC5002", $"The {Driver} driver refuses to start: {control.Missing} (control '{control.Name}').", control.Mend);
    }

    /// <summary>The best-effort controls that are missing or replaced, as the run's record shows them: <c>memory: rlimit</c>.</summary>
    internal static IReadOnlyList<string> Shortfalls(IReadOnlyList<ControlStatus> statuses)
        => [.. statuses.Where(status => !status.Required && !status.Present).Select(status => $"{status.Name}: {status.How}")];

    private static string Text(JsonElement control, string name)
        => control.GetProperty(name).GetString() is { Length: > 0 } text
            ? text
            : throw new FormatException($"A control lacks its {name}.");
}
