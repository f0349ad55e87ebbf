namespace Tactus.Journal.Sqlite.Writing;

/// <summary>One executor's hold on a run.</summary>
/// <param name="RunId">The run.</param>
/// <param name="Epoch">The fencing epoch under which it writes.</param>
internal readonly record struct Execution(string RunId, long Epoch);
