using System.Runtime.InteropServices;
using System.Text.Json;

namespace Tactus.Sandbox.Seccomp;

/// <summary>What differs between processors in a seccomp program.</summary>
/// <param name="AuditNumber">What <c>seccomp_data.arch</c> holds.</param>
/// <param name="EngineName">How container engines call it.</param>
/// <param name="Column">The column of the call table.</param>
/// <param name="HasX32">True where calls above 0x40000000 are a second ABI, which is killed.</param>
internal sealed record SeccompArchitecture(uint AuditNumber, string EngineName, int Column, bool HasX32)
{
    private static readonly JsonElement s_table = EmbeddedData.Read("seccomp/syscalls.json");

    internal static SeccompArchitecture X64 { get; } = new(0xC000003E, "SCMP_ARCH_X86_64", 0, HasX32: true);

    internal static SeccompArchitecture Arm64 { get; } = new(0xC00000B7, "SCMP_ARCH_AARCH64", 1, HasX32: false);

    /// <summary>The processor this process runs on.</summary>
    /// <exception cref="PlatformNotSupportedException">Neither x64 nor arm64.</exception>
    internal static SeccompArchitecture Current => RuntimeInformation.ProcessArchitecture switch
    {
        Architecture.X64 => X64,
        Architecture.Arm64 => Arm64,
        var other => throw new PlatformNotSupportedException($"No system call table for {other}."),
    };

    /// <summary>The number of a call, or null where this processor has none by that name.</summary>
    /// <exception cref="FormatException">No processor has it: a spelling mistake in a policy.</exception>
    internal int? Number(string name)
    {
        if (!s_table.TryGetProperty(name, out JsonElement numbers))
        {
            throw new FormatException($"Unknown system call '{name}' in a seccomp policy.");
        }

        JsonElement number = numbers[Column];
        return number.ValueKind == JsonValueKind.Null ? null : number.GetInt32();
    }
}
