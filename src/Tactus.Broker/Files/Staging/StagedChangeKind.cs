namespace Tactus.Broker.Files.Staging;

/// <summary>What a run did to a path of its staged workspace.</summary>
public enum StagedChangeKind
{
    /// <summary>It is new.</summary>
    Added,

    /// <summary>It has new content.</summary>
    Modified,

    /// <summary>It is gone.</summary>
    Removed,
}
