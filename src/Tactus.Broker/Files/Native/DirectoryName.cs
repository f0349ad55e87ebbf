namespace Tactus.Broker.Files.Native;

/// <summary>A name in a directory.</summary>
/// <param name="Terminated">Its bytes and a NUL.</param>
/// <param name="Text">The name as text; bytes that are not UTF-8 become U+FFFD.</param>
/// <param name="Type">What the file system says it is.</param>
internal readonly record struct DirectoryName(byte[] Terminated, string Text, EntryType Type);
