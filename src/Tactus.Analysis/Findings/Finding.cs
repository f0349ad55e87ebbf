namespace Tactus.Analysis.Findings;

/// <summary>Something that is wrong with a source, or most likely is.</summary>
/// <param name="Kind">What sort of mistake it is.</param>
/// <param name="File">The file, as it was given.</param>
/// <param name="Line">Line, counted from 1.</param>
/// <param name="Column">Column in characters, counted from 1.</param>
/// <param name="Message">One sentence.</param>
/// <param name="Mend">What would mend it.</param>
public sealed record Finding(FindingKind Kind, string File, int Line, int Column, string Message, string Mend);
