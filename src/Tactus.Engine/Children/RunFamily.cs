using Tactus.Models.Budgets;

namespace Tactus.Engine.Children;

/// <summary>What the runs of one tree share. Counts those that are executed at once: eight children each, five deep, would be thousands of
/// sandboxes. Thread-safe.</summary>
internal sealed class RunFamily
{
    /// <summary>Children, grandchildren and so on that may run at once.</summary>
    public const int MostAlive = 32;

    private int _alive;

    /// <summary>What they have used of their model budget: a procedure could start runs to be given it anew.</summary>
    public ModelLedger Models { get; init; } = new();

    /// <summary>Takes a place; false when there is none.</summary>
    public bool TryEnter()
    {
        if (Interlocked.Increment(ref _alive) <= MostAlive)
        {
            return true;
        }

        Leave();
        return false;
    }

    /// <summary>Gives a place back.</summary>
    public void Leave() => Interlocked.Decrement(ref _alive);
}
