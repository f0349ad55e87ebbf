using Tactus.Engine.Runs;
using Tactus.Models.Budgets;
using Tactus.Protocol.Values;

namespace Tactus.Engine.Testing;

/// <summary>What a guest in test mode is to go through.</summary>
/// <param name="Test">The scenario or the case, as docs/testing.md describes it.</param>
/// <param name="Mock">True to answer agents, models and tools from mocks.</param>
public sealed record TestRequest(MapValue Test, bool Mock)
{
    /// <summary>What tests of the same procedure have used of its model budget before: the file says how many there are, so they share one. Default: nothing.</summary>
    public ModelLedger Models { get; init; } = new();

    /// <summary>Seed of the random streams. Default: a new one.</summary>
    public ulong Seed { get; init; } = StartMessages.NewSeed();
}
