namespace Tactus.Lua;

/// <summary>What a VM may use and what it sees of the world.</summary>
public sealed record LuaVmOptions
{
    /// <summary>Most memory that Lua may hold, in bytes of pages.</summary>
    /// <value>Default 192 MiB; at least 4 MiB.</value>
    public long MemoryLimitBytes { get; init; } = 192L * 1024 * 1024;

    /// <summary>Most CPU time of the Lua thread, over the whole life of the VM.</summary>
    /// <value>Default: none.</value>
    public TimeSpan? CpuTimeLimit { get; init; }

    /// <summary>CPU time for which a single call of a library function may go on after the budget ended, before the procedure is ended inside it.</summary>
    /// <value>Default 100 ms.</value>
    public TimeSpan BudgetGrace { get; init; } = TimeSpan.FromMilliseconds(100);

    /// <summary>Called once, on any thread, when the CPU budget is used up. It must end the process; if it returns, the VM does (exit code 70).</summary>
    public Action<OutOfBudgetReport>? OnOutOfBudget { get; init; }

    /// <summary>Seed of <c>math.random</c>.</summary>
    /// <value>Default 0.</value>
    public LuaSeed Seed { get; init; }

    /// <summary>What <c>os.time</c>, <c>os.date</c> and <c>os.clock</c> answer until the first <c>native.set_clock</c>, in nanoseconds since 1970 UTC.</summary>
    /// <value>Default 0.</value>
    public long ClockNanoseconds { get; init; }

    /// <summary>What <c>os.getenv</c> sees.</summary>
    /// <value>Default: nothing.</value>
    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>();

    /// <summary>Where modules are looked for, as <c>require</c> says it when one is missing (<c>"beside the procedure"</c>).</summary>
    /// <value>Default: none.</value>
    public IReadOnlyList<string> ModulePlaces { get; init; } = [];
}
