namespace Tactus.Protocol.Values;

/// <summary>Bytes or JSON text are not a value, or break a limit.</summary>
public sealed class ValueFormatException(string message) : Exception(message);
