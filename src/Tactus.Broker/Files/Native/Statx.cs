using System.Runtime.InteropServices;

namespace Tactus.Broker.Files.Native;

/// <summary>The part of the kernel's <c>struct statx</c> that is read here; its layout is the same on every architecture.</summary>
[StructLayout(LayoutKind.Explicit, Size = 256)]
internal struct Statx
{
    private const int TypeMask = 0xF000;

    [FieldOffset(16)]
    public uint Links;

    [FieldOffset(20)]
    public uint Uid;

    [FieldOffset(24)]
    public uint Gid;

    [FieldOffset(28)]
    public ushort Mode;

    [FieldOffset(40)]
    public ulong Size;

    public readonly bool IsRegular => (Mode & TypeMask) == 0x8000;

    public readonly bool IsDirectory => (Mode & TypeMask) == 0x4000;

    public readonly FileKind Kind =>
        IsRegular ? FileKind.File : IsDirectory ? FileKind.Directory : IsLink ? FileKind.Link : FileKind.Other;

    public readonly uint Permissions => (uint)(Mode & 0x1FF);

    private readonly bool IsLink => (Mode & TypeMask) == 0xA000;
}
