using System.ComponentModel;
using System.Globalization;
using System.Runtime.InteropServices;
using Tactus.Sandbox.Native;

namespace Tactus.Sandbox.Processes;

/// <summary>A limit of a process that it can neither pass nor raise.</summary>
/// <param name="Kind">What is limited.</param>
/// <param name="Value">In the unit of the kind.</param>
internal sealed record ResourceLimit(ResourceKind Kind, long Value)
{
    /// <summary>The limit as an option of <c>prlimit</c>.</summary>
    internal string Option => string.Create(CultureInfo.InvariantCulture, $"--{Name}={Value}:{Value}");

    /// <summary>The limit's short name, as <c>prlimit</c> and container engines have it.</summary>
    internal string Name => Kind switch
    {
        ResourceKind.OpenFiles => "nofile",
        ResourceKind.CoreSize => "core",
        ResourceKind.FileSize => "fsize",
        ResourceKind.LockedMemory => "memlock",
        ResourceKind.MessageQueues => "msgqueue",
        ResourceKind.CpuSeconds => "cpu",
        ResourceKind.Data => "data",
        _ => "nproc",
    };

    /// <summary>Puts the limit on a process of this user. It holds for what that process starts afterwards.</summary>
    /// <exception cref="Win32Exception">The process has ended, or is not ours.</exception>
    internal unsafe void ApplyTo(int process)
    {
        ulong* limit = stackalloc ulong[2] { (ulong)Value, (ulong)Value };
        if (Libc.SetLimit(process, (int)Kind, limit, null) != 0)
        {
            throw new Win32Exception(Marshal.GetLastPInvokeError());
        }
    }
}
