namespace Tactus.Broker.Files;

/// <summary>What a path can lead to.</summary>
internal enum FileKind
{
    /// <summary>A regular file.</summary>
    File,

    /// <summary>A directory.</summary>
    Directory,

    /// <summary>A symbolic link, or a path that goes through one.</summary>
    Link,

    /// <summary>A pipe, a socket or a device.</summary>
    Other,
}
