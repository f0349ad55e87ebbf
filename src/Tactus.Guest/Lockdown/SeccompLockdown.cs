using System.Runtime.InteropServices;
using Tactus.Guest.Native;
using Tactus.Protocol;

namespace Tactus.Guest.Lockdown;

/// <summary>Lock-down, moment two: binds every thread of the process to seccomp.txt, for good.</summary>
internal static unsafe class SeccompLockdown
{
    private const nint SetModeFilter = 1;
    private const nint SynchronizeThreads = 1;

    /// <summary>Applies the filter.</summary>
    /// <param name="killsBlatant">False in a probe: the calls of the <c>kill</c> class answer EPERM instead.</param>
    /// <exception cref="TactusException">TAC2203: the kernel refuses the filter.</exception>
    public static void Apply(bool killsBlatant)
    {
        SeccompArchitecture architecture = SeccompArchitecture.Current;
        IReadOnlyList<SeccompRule> rules = SeccompList.Load(architecture, Environment.ProcessId);
        SockFilter[] filter = SeccompProgram.Assemble(rules, architecture, killsBlatant);
        nint number = architecture == SeccompArchitecture.Arm64 ? 277 : 317;
        fixed (SockFilter* first = filter)
        {
            var program = new SeccompFilterProgram { Length = checked((ushort)filter.Length), Filter = first };

            // A positive answer is the id of a thread that could not be bound.
            nint answer = Libc.SystemCall(number, SetModeFilter, SynchronizeThreads, (nint)(&program), 0, 0, 0);
            if (answer != 0)
            {
                throw new TactusException(
                    "TAC2203",
                    $"the system call filter cannot be applied ({(answer > 0 ? $"thread {answer}" : Marshal.GetLastPInvokeErrorMessage())})",
                    "Allow the seccomp system call in the outer sandbox's profile.");
            }
        }
    }
}
