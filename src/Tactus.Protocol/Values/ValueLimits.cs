namespace Tactus.Protocol.Values;

/// <summary>Bounds that hold while a value is read, before anything is allocated for it.</summary>
/// <param name="MaxBytes">Longest encoding accepted, in bytes.</param>
/// <param name="MaxDepth">Deepest nesting accepted; a scalar has depth 1.</param>
/// <param name="MaxItems">Most list items and map entries in all.</param>
public readonly record struct ValueLimits(int MaxBytes, int MaxDepth, int MaxItems)
{
    /// <summary>16 MiB, 64 levels, 1,000,000 items.</summary>
    public static ValueLimits Default { get; } = new(16 * 1024 * 1024, 64, 1_000_000);
}
