namespace Tactus.Journal;

/// <summary>What a run has used up, as its journal tells.</summary>
/// <param name="Entries">Entries, open ones included.</param>
/// <param name="LastSequence">Greatest sequence number; 0 when there is none.</param>
/// <param name="LastDelivery">Greatest delivery number; 0 when there is none.</param>
/// <param name="HostCalls">Entries of kind <c>host.call</c> by the tool's name.</param>
/// <param name="EventBytes">Bytes of text and data that its events hold.</param>
/// <param name="EntryBytes">Bytes of the arguments and results that its entries hold.</param>
/// <param name="FileBytes">Bytes of the arguments of entries that wrote files, or may have.</param>
public sealed record RunCounts(
    long Entries, long LastSequence, long LastDelivery, IReadOnlyDictionary<string, long> HostCalls, long EventBytes, long EntryBytes, long FileBytes)
{
    /// <summary>What a run has used up that did nothing.</summary>
    public static RunCounts None { get; } = new(0, 0, 0, new Dictionary<string, long>(StringComparer.Ordinal), 0, 0, 0);
}
