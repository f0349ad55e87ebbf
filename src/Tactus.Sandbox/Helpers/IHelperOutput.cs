namespace Tactus.Sandbox.Helpers;

/// <summary>Takes what a long-lived helper writes to its standard output. Called from one thread, which also watches over the helper.</summary>
public interface IHelperOutput
{
    /// <summary>Takes more bytes. Must be quick, and must not throw.</summary>
    /// <returns>False when the helper has written more than it may; it is ended then.</returns>
    bool Take(ReadOnlySpan<byte> bytes);
}
