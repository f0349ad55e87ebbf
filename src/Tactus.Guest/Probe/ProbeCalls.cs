using System.Runtime.InteropServices;
using Tactus.Guest.Native;

namespace Tactus.Guest.Probe;

/// <summary>Makes attempts out of single system calls.</summary>
internal static class ProbeCalls
{
    /// <summary>Errors that mean a refusal, whatever the call.</summary>
    private static readonly int[] s_refusals = [Errno.EPERM, Errno.EACCES, Errno.ENOSYS];

    /// <summary>An attempt that makes one call with arguments which fail harmlessly where the call is let through.</summary>
    /// <param name="control">Which control should stop it.</param>
    /// <param name="what">What is tried.</param>
    /// <param name="call">The call.</param>
    /// <param name="arguments">Up to six arguments.</param>
    public static ProbeAttempt Call(string control, string what, SystemCallNumber call, params nint[] arguments) =>
        new(control, what, () => Judge(Make(call, arguments), []));

    /// <summary>Makes a call and closes the descriptor that it may return.</summary>
    public static int MakeDescriptor(SystemCallNumber call, params nint[] arguments)
    {
        int error = Make(call, arguments, out nint descriptor);
        if (error == Errno.Success)
        {
            Make(ProbeNumbers.Close, [descriptor]);
        }

        return error;
    }

    /// <summary>Makes a call and returns its error number, or 0.</summary>
    public static int Make(SystemCallNumber call, params nint[] arguments) => Make(call, arguments, out _);

    /// <summary>Makes a call and returns its error number, or 0 and what it returned.</summary>
    public static int Make(SystemCallNumber call, nint[] arguments, out nint result)
    {
        result = -1;
        if (call.Current is not { } number)
        {
            return Errno.ENOSYS;
        }

        Span<nint> all = stackalloc nint[6];
        all.Clear();
        arguments.CopyTo(all);
        result = Libc.SystemCall(number, all[0], all[1], all[2], all[3], all[4], all[5]);
        return result >= 0 ? Errno.Success : Marshal.GetLastPInvokeError();
    }

    /// <summary>Says whether an error number means that the attempt was stopped.</summary>
    /// <param name="error">The error number, or 0.</param>
    /// <param name="alsoBlocked">Errors that mean a refusal for this attempt.</param>
    public static ProbeAnswer Judge(int error, ReadOnlySpan<int> alsoBlocked) =>
        new(s_refusals.Contains(error) || alsoBlocked.Contains(error), Errno.NameOf(error));
}
