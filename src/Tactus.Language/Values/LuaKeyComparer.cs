using Tactus.Protocol.Values;

namespace Tactus.Language.Values;

/// <summary>The order of map keys in the deterministic encoding.</summary>
internal sealed class LuaKeyComparer : IComparer<LuaKey>
{
    /// <summary>The one instance.</summary>
    public static LuaKeyComparer Instance { get; } = new();

    /// <inheritdoc/>
    public int Compare(LuaKey x, LuaKey y) => CborWriter.CompareKeys(x.Bytes, y.Bytes);
}
