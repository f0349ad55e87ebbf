namespace Tactus.Analysis.Specifications;

/// <summary>A text that a source writes out: a specification, the path of one, or a step.</summary>
/// <param name="Text">The text.</param>
/// <param name="IsPath">Whether it is the path of a specification.</param>
/// <param name="File">The source, as it was given.</param>
/// <param name="Line">The line of the call, counted from 1.</param>
public sealed record WrittenText(string Text, bool IsPath, string File, int Line);
