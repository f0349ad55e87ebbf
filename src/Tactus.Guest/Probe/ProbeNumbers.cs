using Tactus.Guest.Native;

namespace Tactus.Guest.Probe;

/// <summary>Numbers of the system calls that a probe makes. A test compares them with the kernel's headers.</summary>
internal static class ProbeNumbers
{
    public static SystemCallNumber Openat => new(257, 56);
    public static SystemCallNumber Openat2 => new(437, 437);
    public static SystemCallNumber Newfstatat => new(262, 79);
    public static SystemCallNumber Fchmodat => new(268, 53);
    public static SystemCallNumber Linkat => new(265, 37);
    public static SystemCallNumber Symlinkat => new(266, 36);
    public static SystemCallNumber Unlinkat => new(263, 35);
    public static SystemCallNumber Renameat2 => new(316, 276);
    public static SystemCallNumber Mknodat => new(259, 33);
    public static SystemCallNumber Mkdirat => new(258, 34);
    public static SystemCallNumber Close => new(3, 57);
    public static SystemCallNumber Socket => new(41, 198);
    public static SystemCallNumber Socketpair => new(53, 199);
    public static SystemCallNumber Connect => new(42, 203);
    public static SystemCallNumber Execve => new(59, 221);
    public static SystemCallNumber Execveat => new(322, 281);
    public static SystemCallNumber Clone => new(56, 220);
    public static SystemCallNumber Kill => new(62, 129);
    public static SystemCallNumber Fcntl => new(72, 25);
    public static SystemCallNumber Capget => new(125, 90);
    public static SystemCallNumber Mount => new(165, 40);
    public static SystemCallNumber Umount2 => new(166, 39);
    public static SystemCallNumber Chroot => new(161, 51);
    public static SystemCallNumber PivotRoot => new(155, 41);
    public static SystemCallNumber Unshare => new(272, 97);
    public static SystemCallNumber Setns => new(308, 268);
    public static SystemCallNumber Fsopen => new(430, 430);
    public static SystemCallNumber Ptrace => new(101, 117);
    public static SystemCallNumber ProcessVmReadv => new(310, 270);
    public static SystemCallNumber PidfdOpen => new(434, 434);
    public static SystemCallNumber Bpf => new(321, 280);
    public static SystemCallNumber Keyctl => new(250, 219);
    public static SystemCallNumber Userfaultfd => new(323, 282);
    public static SystemCallNumber PerfEventOpen => new(298, 241);
    public static SystemCallNumber IoUringSetup => new(425, 425);
    public static SystemCallNumber MemfdCreate => new(319, 279);
    public static SystemCallNumber Mmap => new(9, 222);
    public static SystemCallNumber Munmap => new(11, 215);
    public static SystemCallNumber Mprotect => new(10, 226);
    public static SystemCallNumber Personality => new(135, 92);
    public static SystemCallNumber InitModule => new(175, 105);
    public static SystemCallNumber FinitModule => new(313, 273);
    public static SystemCallNumber KexecLoad => new(246, 104);
    public static SystemCallNumber Reboot => new(169, 142);
    public static SystemCallNumber Setgroups => new(116, 159);
    public static SystemCallNumber Sethostname => new(170, 161);
    public static SystemCallNumber ClockSettime => new(227, 112);
    public static SystemCallNumber Ioctl => new(16, 29);
    public static SystemCallNumber OpenByHandleAt => new(304, 265);
    public static SystemCallNumber Prctl => new(157, 167);
    public static SystemCallNumber Shmget => new(29, 194);
    public static SystemCallNumber InotifyInit1 => new(294, 26);
    public static SystemCallNumber Syslog => new(103, 116);
}
