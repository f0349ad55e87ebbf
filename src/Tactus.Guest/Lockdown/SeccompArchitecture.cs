using System.Runtime.InteropServices;

namespace Tactus.Guest.Lockdown;

/// <summary>A machine architecture as seccomp names it.</summary>
/// <param name="AuditNumber">The kernel's <c>AUDIT_ARCH_…</c> number.</param>
/// <param name="ForeignFrom">First number that belongs to another calling convention of the same architecture (x32), or null.</param>
internal sealed record SeccompArchitecture(uint AuditNumber, uint? ForeignFrom)
{
    /// <summary>64-bit x86.</summary>
    public static SeccompArchitecture X64 { get; } = new(0xc000_003e, 0x4000_0000);

    /// <summary>64-bit ARM.</summary>
    public static SeccompArchitecture Arm64 { get; } = new(0xc000_00b7, null);

    /// <summary>The architecture of this process.</summary>
    public static SeccompArchitecture Current => RuntimeInformation.ProcessArchitecture == Architecture.Arm64 ? Arm64 : X64;
}
