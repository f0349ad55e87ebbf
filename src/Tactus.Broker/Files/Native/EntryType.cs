namespace Tactus.Broker.Files.Native;

/// <summary>The kernel's <c>d_type</c>, as far as it matters.</summary>
internal enum EntryType : byte
{
    /// <summary>The file system does not say.</summary>
    Unknown = 0,

    Directory = 4,

    Regular = 8,
}
