using System.Runtime.InteropServices;
using Tactus.Guest.Native;
using Tactus.Protocol;

namespace Tactus.Guest.Lockdown;

/// <summary>The kernel's own limit on CPU time, behind the watchdog of the Lua thread.</summary>
internal static unsafe class ProcessorLimit
{
    private const int ProcessorTime = 0;
    private const ulong MarginSeconds = 5;

    /// <summary>Limits the process to twice the budget and five seconds; beyond that the kernel ends it.</summary>
    /// <remarks>Twice, because the budget counts the Lua thread alone, and an effect costs the runtime's threads CPU time as well.</remarks>
    /// <param name="budgetMilliseconds">The run's budget of CPU time; 0 for none.</param>
    /// <exception cref="TactusException">TAC2202: the limit cannot be set.</exception>
    public static void Apply(ulong budgetMilliseconds)
    {
        if (budgetMilliseconds == 0)
        {
            return;
        }

        ulong* limit = stackalloc ulong[2];
        if (Libc.GetResourceLimit(ProcessorTime, limit) == 0)
        {
            // The driver may have set a narrower one.
            limit[1] = Math.Min(limit[1], (budgetMilliseconds / 500) + MarginSeconds);
            limit[0] = limit[1];
        }

        if (Libc.SetResourceLimit(ProcessorTime, limit) != 0)
        {
            throw new TactusException("TAC2202", $"the limit of CPU time cannot be set ({Marshal.GetLastPInvokeErrorMessage()})");
        }
    }
}
