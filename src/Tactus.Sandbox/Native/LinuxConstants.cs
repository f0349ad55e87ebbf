using System.Runtime.InteropServices;

namespace Tactus.Sandbox.Native;

/// <summary>Numbers of the Linux ABI; the same on x64 and arm64 unless said otherwise.</summary>
internal static class LinuxConstants
{
    internal const int CloseOnExec = 0x80000;
    internal const int NonBlocking = 0x800;
    internal const int ReadOnly = 0;
    internal const int PermissionDenied = 13;
    internal const int TooManyLinks = 40;
    internal const int WriteOnly = 1;
    internal const int GetStatusFlags = 3;
    internal const int SetStatusFlags = 4;
    internal const int DuplicateCloseOnExec = 1030;
    internal const int SetPipeSize = 1031;
    internal const int PathOnly = 0x200000;
    internal const int CurrentDirectory = -100;
    internal const uint RenameExchange = 2;
    internal const int LockExclusive = 2;
    internal const int LockSharedNonBlocking = 1 | 4;
    internal const int LockExclusiveNonBlocking = 2 | 4;
    internal const uint MemoryFileCloseOnExec = 1;
    internal const int WaitByProcess = 1;
    internal const int WaitExited = 4;
    internal const int SignalKill = 9;
    internal const int PidfdSendSignal = 424;
    internal const int PidfdOpen = 434;
    internal const int OpenWithLimits = 437;
    internal const ulong ResolveNoSymbolicLinks = 4;
    internal const short SpawnNewGroup = 0x02;
    internal const short SpawnDefaultSignals = 0x04;
    internal const short SpawnSignalMask = 0x08;
    internal const int NoSuchFile = 2;
    internal const int Interrupted = 4;
    internal const int TryAgain = 11;

    /// <summary>O_NOFOLLOW, which each architecture numbers as it likes.</summary>
    internal static int NoFollow => RuntimeInformation.ProcessArchitecture == Architecture.Arm64 ? 0x8000 : 0x20000;
}
