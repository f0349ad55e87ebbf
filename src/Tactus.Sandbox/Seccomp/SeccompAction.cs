namespace Tactus.Sandbox.Seccomp;

/// <summary>What the kernel does with a system call.</summary>
internal enum SeccompAction
{
    /// <summary>It is carried out.</summary>
    Allow,

    /// <summary>It fails with EPERM.</summary>
    NotPermitted,

    /// <summary>It fails with ENOSYS, as if the kernel did not know it.</summary>
    NotImplemented,
}
