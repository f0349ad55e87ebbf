namespace Tactus.Sandbox.Images;

/// <summary>A guest root that lies ready on disk.</summary>
/// <param name="Hash">The hash of its content.</param>
/// <param name="Directory">The directory that is the guest's <c>/</c>.</param>
internal sealed record StoredGuestRoot(string Hash, string Directory);
