using Tactus.Journal;
using Tactus.Protocol.Values;

namespace Tactus.Cli.Commands.Runs;

/// <summary>What a person settled about an entry.</summary>
/// <param name="RunId">The run.</param>
/// <param name="Key">The entry.</param>
/// <param name="Verb">answered or resolved.</param>
/// <param name="Value">The answer, or the resolution.</param>
internal sealed record Settlement(string RunId, EntryKey Key, string Verb, Value Value);
