namespace Tactus.Syntax.Formatting;

/// <summary>A comment between two tokens.</summary>
/// <param name="Start">Offset of its first byte.</param>
/// <param name="End">Offset after its last byte that is no white space.</param>
/// <param name="LinesBefore">Line ends between it and what stands before it.</param>
/// <param name="EndsLine">Whether nothing can follow it on its line.</param>
internal readonly record struct Comment(int Start, int End, int LinesBefore, bool EndsLine);
