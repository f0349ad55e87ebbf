namespace Tactus.Simulation.Tests.Faults;

/// <summary>Says at which fault points something dies. Points are counted over all executions of a run, from 1.</summary>
internal sealed class FaultPlan
{
    private readonly Dictionary<int, Fault> _faults;

    private FaultPlan(Dictionary<int, Fault> faults, UnflushedWrites unflushed)
    {
        _faults = faults;
        Unflushed = unflushed;
    }

    /// <summary>Nothing ever dies.</summary>
    public static FaultPlan Undisturbed => new([], UnflushedWrites.Kept);

    /// <summary>What becomes of queued writes.</summary>
    public UnflushedWrites Unflushed { get; }

    /// <summary>Points that were reached.</summary>
    public int Reached { get; private set; }

    /// <summary>How often something died.</summary>
    public int Deaths { get; private set; }

    /// <summary>The name of each point that was reached, for messages.</summary>
    public List<string> Names { get; } = [];

    /// <summary>One death.</summary>
    public static FaultPlan At(int point, Fault fault, UnflushedWrites unflushed) => new(new() { [point] = fault }, unflushed);

    /// <summary>Several deaths.</summary>
    public static FaultPlan At(IEnumerable<KeyValuePair<int, Fault>> faults, UnflushedWrites unflushed) => new(new(faults), unflushed);

    /// <summary>A point is reached.</summary>
    public Fault Reach(string name)
    {
        Reached++;
        Names.Add(name);
        Fault fault = _faults.GetValueOrDefault(Reached);
        Deaths += fault == Fault.None ? 0 : 1;
        return fault;
    }
}
