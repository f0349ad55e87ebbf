using System.Runtime.InteropServices;

namespace Tactus.EndToEnd.Tests.Fixtures;

/// <summary>Sends signals, by process id.</summary>
internal static partial class Signal
{
    public const int Interrupt = 2;
    public const int Kill = 9;
    public const int Terminate = 15;

    /// <summary>Sends one to a process. Harmless when it has ended.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The id is none; zero and below would reach whole groups.</exception>
    public static void Send(int process, int signal)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(process, 2);
        _ = SendNative(process, signal);
    }

    /// <summary>Ends a process group. Harmless when it has ended.</summary>
    public static void KillGroup(int group) => _ = SendNative(-group, Kill);

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int SendNative(int process, int signal);
}
