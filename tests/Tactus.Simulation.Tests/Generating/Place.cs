namespace Tactus.Simulation.Tests.Generating;

/// <summary>Where in a generated program something is written.</summary>
/// <param name="Depth">How deep it is nested.</param>
/// <param name="Name">Name of the branch: nothing else writes the keys of state that begin with it.</param>
/// <param name="Callable">How many of the procedures may be called there.</param>
/// <param name="IsRecorded">True inside a checkpoint or what one calls: an assignment to anything outside would be lost on replay.</param>
internal sealed record Place(int Depth, string Name, int Callable, bool IsRecorded)
{
    /// <summary>A block of the same branch.</summary>
    public Place Inside() => this with { Depth = Depth + 1 };

    /// <summary>A branch.</summary>
    public Place Branch(string name) => new(Depth + 1, $"{Name} {name}", Callable, IsRecorded);

    /// <summary>The inside of a checkpoint.</summary>
    public Place Checkpoint() => this with { Depth = Depth + 1, IsRecorded = true };
}
