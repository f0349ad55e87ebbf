namespace Tactus.Sandbox.Helpers;

/// <summary>A file that a helper sandbox has as a copy of its own: what it is on the host by then does not count any more.</summary>
/// <param name="Target">Absolute path inside; beneath a mount, where it takes the place of the file of that name.</param>
/// <param name="Content">What it holds. It may be read and executed, and written by nobody.</param>
public sealed record HelperFile(string Target, ReadOnlyMemory<byte> Content);
