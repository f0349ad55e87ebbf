namespace Tactus.Engine.Models;

/// <summary>Whether the key of a provider is at hand.</summary>
public enum ModelKeyState
{
    /// <summary>It needs none.</summary>
    None,

    /// <summary>It is there.</summary>
    Present,

    /// <summary>No source has it, or what a source has cannot be used.</summary>
    Missing,
}
