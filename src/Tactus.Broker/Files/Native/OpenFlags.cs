using System.Runtime.InteropServices;

namespace Tactus.Broker.Files.Native;

/// <summary>Flags of <c>openat2</c>. Two of them differ between x64 and arm64.</summary>
internal static class OpenFlags
{
    public const ulong ReadOnly = 0;
    public const ulong WriteOnly = 1;
    public const ulong Create = 0x40;
    public const ulong Exclusive = 0x80;
    public const ulong Append = 0x400;
    public const ulong NonBlock = 0x800;
    public const ulong CloseOnExec = 0x80000;
    public const ulong Path = 0x200000;

    /// <summary>Never leave the directory, whatever the path says.</summary>
    public const ulong ResolveBeneath = 0x08;

    /// <summary>Follow no symbolic link anywhere in the path.</summary>
    public const ulong ResolveNoSymlinks = 0x04;

    /// <summary>Follow no <c>/proc</c> link. Implied by the line above; said so that a later relaxation keeps it.</summary>
    public const ulong ResolveNoMagicLinks = 0x02;

    public static ulong Directory { get; } = IsArm ? 0x4000UL : 0x10000UL;

    public static ulong NoFollow { get; } = IsArm ? 0x8000UL : 0x20000UL;

    private static bool IsArm => RuntimeInformation.ProcessArchitecture == Architecture.Arm64;
}
