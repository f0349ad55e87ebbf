namespace Tactus.Guest.Lockdown;

/// <summary>What a rule of seccomp.txt does with a system call.</summary>
internal enum SeccompAction
{
    /// <summary>The call is made.</summary>
    Allow,

    /// <summary>The call fails with a given number.</summary>
    Errno,

    /// <summary>The process ends.</summary>
    Kill,
}
