namespace Tactus.Tests.ModelServers;

/// <summary>What follows the last piece of a reply.</summary>
public enum ReplyEnding
{
    /// <summary>Its end.</summary>
    Whole,

    /// <summary>The connection ends, and the body does not.</summary>
    Cut,

    /// <summary>Nothing, for ever.</summary>
    Hang,
}
