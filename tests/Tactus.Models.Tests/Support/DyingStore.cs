using Tactus.Journal;
using Tactus.Protocol;

namespace Tactus.Models.Tests.Support;

/// <summary>A store in memory that can lose what follows an intent, as if the host had died there.</summary>
internal sealed class DyingStore : DelegatingStore
{
    public bool RefusesAnswers { get; set; }

    public override ValueTask AppendAsync(string runId, long epoch, JournalWrite write, Durability durability, CancellationToken cancellationToken) =>
        RefusesAnswers && write.Entry.Status != EntryStatus.Intent
            ? throw new TactusException("TAC6006", "the host died")
            : base.AppendAsync(runId, epoch, write, durability, cancellationToken);
}
