using System.Runtime.InteropServices;

namespace Tactus.Guest.Lockdown;

/// <summary>What moment one (early.c) found and did before the runtime began.</summary>
internal static partial class EarlyLockdown
{
    /// <summary>The Landlock level in force, at least 1.</summary>
    [LibraryImport("__Internal", EntryPoint = "tactus_landlock_abi")]
    public static partial int LandlockAbi();

    /// <summary>1 when the kernel itself refuses to make written memory executable.</summary>
    [LibraryImport("__Internal", EntryPoint = "tactus_write_execute_denied")]
    public static partial int WriteExecuteDenied();

    /// <summary>How many environment variables the guest was given, all of them wiped.</summary>
    [LibraryImport("__Internal", EntryPoint = "tactus_environment_count")]
    public static partial int EnvironmentCount();

    /// <summary>How many environment variables the process has now.</summary>
    [LibraryImport("__Internal", EntryPoint = "tactus_environment_left")]
    public static partial int EnvironmentLeft();

    /// <summary>How many descriptors beyond the standard streams the guest was given, all of them closed.</summary>
    [LibraryImport("__Internal", EntryPoint = "tactus_descriptor_count")]
    public static partial int DescriptorCount();
}
