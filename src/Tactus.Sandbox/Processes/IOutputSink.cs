namespace Tactus.Sandbox.Processes;

/// <summary>Takes what a child writes, in bounded memory. Called from one thread.</summary>
internal interface IOutputSink
{
    /// <summary>What was kept.</summary>
    byte[] Content { get; }

    /// <summary>Takes more bytes.</summary>
    /// <returns>False when the child has written more than it may; it is ended then.</returns>
    bool Take(ReadOnlySpan<byte> bytes);
}
