using Tactus.Guest.Native;
using static Tactus.Guest.Probe.ProbeCalls;
using static Tactus.Guest.Probe.ProbeNumbers;

namespace Tactus.Guest.Probe;

/// <summary>Tries the kernel's own controls: namespaces, mounts, and the interfaces with a long record of holes.</summary>
/// <remarks>Each call carries arguments that the kernel refuses with something else than EPERM where it lets the caller through.</remarks>
internal static class KernelProbe
{
    private const nint NewUserNamespace = 0x1000_0000;
    private const nint Missing = -1;

    /// <summary>The attempts.</summary>
    public static IEnumerable<ProbeAttempt> Attempts()
    {
        yield return Call("namespaces", "make a user namespace", Unshare, NewUserNamespace);
        yield return Call("namespaces", "make other namespaces", Unshare, 0x0002_0000 | 0x4000_0000 | 0x1);
        yield return Call("namespaces", "enter a namespace", Setns, Missing, 0);
        yield return Call("namespaces", "change the root", Chroot, LiteralPointer.To("/"u8));
        yield return Call("namespaces", "swap the root (pivot_root)", PivotRoot, 0, 0);
        yield return Call("mounts", "mount a file system", Mount, LiteralPointer.To("none"u8), LiteralPointer.To("/"u8), LiteralPointer.To("tactus-no-such-type"u8), 0, 0);
        yield return Call("mounts", "unmount", Umount2, LiteralPointer.To("/"u8), 0x4000_0000);
        yield return Call("mounts", "open a file system (fsopen)", Fsopen, LiteralPointer.To("tactus-no-such-type"u8), 0);
        yield return Call("kernel", "load a program (bpf)", Bpf, 9999, 0, 0);
        yield return Call("kernel", "measure (perf_event_open)", PerfEventOpen, 0, 0, Missing, Missing, 0);
        yield return Call("kernel", "handle page faults (userfaultfd)", Userfaultfd, 0x10);
        yield return Call("kernel", "submit calls in a ring (io_uring)", IoUringSetup, 0, 0);
        yield return Call("kernel", "use keyrings (keyctl)", Keyctl, 0, -3, 0);
        yield return Call("kernel", "share memory (shmget)", Shmget, 0x7ac7, 0, 0);
        yield return Call("kernel", "read the kernel log", ProbeNumbers.Syslog, 10, 0, 0);
        yield return Call("machine", "load a module", InitModule, 0, 0, 0);
        yield return Call("machine", "load a module by descriptor", FinitModule, Missing, 0, 0);
        yield return Call("machine", "load another kernel", KexecLoad, 0, 0, 0, 0x4000_0000);
        yield return Call("machine", "reboot", Reboot, 0, 0, 0, 0);
        yield return Call("machine", "set the clock", ClockSettime, 0, 0);
        yield return Call("machine", "set the host's name", Sethostname, 0, -1);
        yield return Call("machine", "change groups", Setgroups, -1, 0);
    }
}
