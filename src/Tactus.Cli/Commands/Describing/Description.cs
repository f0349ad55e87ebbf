using Tactus.Engine.Runs;
using Tactus.Policy.Grants;
using Tactus.Protocol.Values;
using Tactus.Sandbox.Drivers;

namespace Tactus.Cli.Commands.Describing;

/// <summary>What a file declares, as a confined guest said it.</summary>
/// <param name="Value">The guest's description.</param>
/// <param name="Notice">What a person should know about the driver that was taken, or null.</param>
internal sealed record Description(MapValue Value, string? Notice)
{
    /// <summary>Asks a guest; with <paramref name="mock"/> the file is read as for a run with mocks.</summary>
    /// <exception cref="Protocol.TactusException">The file does not parse, a declaration in it is wrong, or there is no sandbox.</exception>
    public static async Task<Description> OfAsync(CliContext context, RunPlan plan, CancellationToken cancellationToken, bool mock = false)
    {
        DriverSelection selection = await context.Engine.Drivers.ChooseAsync(
            plan.Driver == DriverChoice.Auto ? await QuickestAsync(context, cancellationToken) : plan.Driver, cancellationToken);
        MapValue value = await context.Engine.Inspector.DescribeAsync(plan.Bundle, plan.Grant, selection.Driver, mock, cancellationToken);
        return new Description(value, selection.Notice);
    }

    /// <summary>The input schemas of the procedure that a run would take, by name.</summary>
    public MapValue Inputs()
    {
        if (Value.TryGet("procedures", out Value? declared) && declared is ListValue { Items: [MapValue only] })
        {
            return only.TryGet("input", out Value? schema) && schema is MapValue fields ? fields : Protocol.Values.Value.EmptyMap;
        }

        return Value.TryGet("input", out Value? script) && script is MapValue inputs ? inputs : Protocol.Values.Value.EmptyMap;
    }

    /// <summary>The output schemas of the procedure that a run would take, by name; null when it declares none.</summary>
    public MapValue? Outputs()
    {
        MapValue declaring = Value.TryGet("procedures", out Value? declared) && declared is ListValue { Items: [MapValue only] } ? only : Value;
        return declaring.TryGet("output", out Value? schema) && schema is MapValue output && output.TryGet("properties", out Value? fields) ? fields as MapValue : null;
    }

    // A description performs nothing, so the driver that starts fastest serves best: an editor asks at every save.
    private static async Task<DriverChoice> QuickestAsync(CliContext context, CancellationToken cancellationToken) =>
        (await context.Engine.Drivers.Bubblewrap.DetectAsync(cancellationToken)).Available ? DriverChoice.Bubblewrap : DriverChoice.Auto;
}
