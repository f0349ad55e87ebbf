namespace Tactus.Sandbox.Controls;

/// <summary>One line of a driver's control table.</summary>
/// <param name="Name">For instance <c>seccomp</c>.</param>
/// <param name="Required">True when a start is refused without it.</param>
/// <param name="Reason">What it is for.</param>
/// <param name="Check">How its presence is known.</param>
/// <param name="Missing">What to say when it is missing.</param>
/// <param name="Mend">What would mend that.</param>
internal sealed record ControlDefinition(string Name, bool Required, string Reason, string Check, string Missing, string Mend);
