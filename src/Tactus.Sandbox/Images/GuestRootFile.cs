namespace Tactus.Sandbox.Images;

/// <summary>A file of the guest's root.</summary>
/// <param name="Path">Absolute path inside.</param>
/// <param name="HostPath">Where its content lies on the host.</param>
internal sealed record GuestRootFile(string Path, string HostPath);
