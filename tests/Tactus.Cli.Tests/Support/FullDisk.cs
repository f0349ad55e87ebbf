namespace Tactus.Cli.Tests.Support;

/// <summary>A stream that takes nothing, and counts how often it was asked to.</summary>
internal sealed class FullDisk : MemoryStream
{
    public int Attempts { get; private set; }

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        Attempts++;
        throw new IOException("No space left on device");
    }
}
