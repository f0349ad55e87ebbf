namespace Tactus.Lua;

/// <summary>The 128 bits that seed <c>math.random</c>.</summary>
/// <param name="High">First integer handed to <c>math.randomseed</c>.</param>
/// <param name="Low">Second integer.</param>
public readonly record struct LuaSeed(long High, long Low);
