namespace Tactus.Analysis.Sources;

/// <summary>A file to check.</summary>
/// <param name="File">Its path as findings show it.</param>
/// <param name="Content">Its bytes.</param>
public sealed record SourceText(string File, ReadOnlyMemory<byte> Content);
