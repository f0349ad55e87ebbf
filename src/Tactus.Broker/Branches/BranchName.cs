namespace Tactus.Broker.Branches;

/// <summary>A branch's name taken apart.</summary>
/// <param name="Parent">The branch in which it begins.</param>
/// <param name="Position">The position there.</param>
/// <param name="Label">One of <see cref="BranchLabel"/>.</param>
internal readonly record struct BranchName(string Parent, long Position, string Label);
