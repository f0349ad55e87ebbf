namespace Tactus.Sandbox.Controls;

/// <summary>What a detector found out about one control.</summary>
/// <param name="Present">True when this machine gives it.</param>
/// <param name="How">How it is given, or what replaces it.</param>
internal sealed record ControlFact(bool Present, string How);
