namespace Tactus.Broker.Files.Staging;

/// <summary>One line of a diff.</summary>
/// <param name="Sign"><c>' '</c>, <c>'-'</c> or <c>'+'</c>.</param>
/// <param name="Line">The line without its end.</param>
internal readonly record struct LineEdit(char Sign, string Line);
