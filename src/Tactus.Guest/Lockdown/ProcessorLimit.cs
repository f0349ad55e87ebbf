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

        ulong seconds = (budgetMilliseconds / 500) + MarginSeconds;
        ulong* limit = stackalloc ulong[2] { seconds, seconds };
        if (Libc.SetResourceLimit(ProcessorTime, limit) != 0)
        {
            throw new TactusException("TAC2202", $"the limit of CPU time cannot be set ({Marshal.GetLastPInvokeErrorMessage()})");
        }
    }
}
