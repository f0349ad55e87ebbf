namespace Tactus.Testing.Literals;

/// <summary>A text is no literal.</summary>
internal sealed class LiteralException(string message) : Exception(message);
