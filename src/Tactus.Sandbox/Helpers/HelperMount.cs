namespace Tactus.Sandbox.Helpers;

/// <summary>A directory in a helper sandbox.</summary>
/// <param name="HostPath">Absolute path on the host.</param>
/// <param name="Target">Absolute path inside.</param>
/// <param name="ReadOnly">True when it may not be written.</param>
/// <param name="HidesControlFiles">True when nothing can be read from the control files beneath it. Default: false, they can be read.</param>
public sealed record HelperMount(string HostPath, string Target, bool ReadOnly, bool HidesControlFiles = false);
