namespace Tactus.Sandbox.Helpers.Mounting;

/// <summary>One mount, as the kernel lists it.</summary>
/// <param name="Id">Its number.</param>
/// <param name="Device">The file system, <c>major:minor</c>.</param>
/// <param name="Root">Which directory or file of the file system is shown.</param>
/// <param name="Point">Where it is shown.</param>
/// <param name="IsWritable">False for a read-only mount.</param>
internal sealed record MountEntry(int Id, string Device, string Root, string Point, bool IsWritable);
