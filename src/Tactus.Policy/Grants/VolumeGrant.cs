namespace Tactus.Policy.Grants;

/// <summary>A directory of the host that a run may see.</summary>
/// <param name="HostPath">Absolute path on the host.</param>
/// <param name="Target">Absolute path as the procedure sees it, for instance <c>/data</c>.</param>
/// <param name="ReadOnly">True when it may not be written.</param>
public sealed record VolumeGrant(string HostPath, string Target, bool ReadOnly);
