namespace Tactus.Cli.Commands.Runs.Tracing;

/// <summary>How much of a trace is held in memory while it is written.</summary>
internal static class TraceLimits
{
    /// <summary>Bytes after which a writer is flushed: 256 KiB.</summary>
    public const int FlushBytes = 256 * 1024;
}
