namespace Tactus.Syntax.Declarations;

/// <summary>A call that stands alone at the top of a file and takes a text: <c>Specification([[…]])</c>, <c>Step("…", fn)</c>.</summary>
/// <param name="Word">The global that is called.</param>
/// <param name="Text">Its first argument.</param>
/// <param name="Line">The line of the word, counted from 1.</param>
public readonly record struct WrittenCall(string Word, string Text, int Line);
