using Tactus.Sandbox.Processes;

namespace Tactus.Sandbox.Helpers;

/// <summary>Hands on what a helper writes, and keeps nothing.</summary>
internal sealed class HelperOutputSink(IHelperOutput output) : IOutputSink
{
    public byte[] Content => [];

    public bool Take(ReadOnlySpan<byte> bytes) => output.Take(bytes);
}
