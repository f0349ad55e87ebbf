namespace Tactus.Journal;

/// <summary>Where an effect stands in its run.</summary>
/// <param name="Branch">Path of the branch, <c>main</c> first.</param>
/// <param name="Position">Counted from 1 in the branch.</param>
public readonly record struct EntryKey(string Branch, long Position);
