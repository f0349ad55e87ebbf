using Tactus.Guest.Lockdown;

namespace Tactus.Guest.Native;

/// <summary>Number of a system call on each architecture; null where it has none.</summary>
/// <param name="X64">Number on 64-bit x86.</param>
/// <param name="Arm64">Number on 64-bit ARM.</param>
internal readonly record struct SystemCallNumber(int? X64, int? Arm64)
{
    /// <summary>The number in this process, or null.</summary>
    public int? Current => SeccompArchitecture.Current == SeccompArchitecture.Arm64 ? Arm64 : X64;
}
