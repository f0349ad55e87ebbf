namespace Tactus.Sandbox.Drivers;

/// <summary>One control of one driver on this machine.</summary>
/// <param name="Name">For instance <c>network</c>, <c>seccomp</c>, <c>memory</c>.</param>
/// <param name="Required">True when a start is refused without it.</param>
/// <param name="Present">True when it is given.</param>
/// <param name="How">How it is given, or why not.</param>
public sealed record ControlStatus(string Name, bool Required, bool Present, string How);
