namespace Tactus.Journal;

/// <summary>A file that a run was started from.</summary>
/// <param name="Role">procedure, module or configuration.</param>
/// <param name="Name">Name under which <c>require</c> finds a module, or the layer of a configuration file; empty for the procedure.</param>
/// <param name="DisplayPath">Path as a person knows it.</param>
/// <param name="FullPath">Absolute path when the run was started.</param>
/// <param name="Hash">SHA-256 of the content, the name of its blob: 32 bytes.</param>
public sealed record RunFile(string Role, string Name, string DisplayPath, string FullPath, byte[] Hash);
