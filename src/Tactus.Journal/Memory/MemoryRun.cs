namespace Tactus.Journal.Memory;

/// <summary>One run of a <see cref="MemoryRunStore"/>. For one thread at a time.</summary>
internal sealed class MemoryRun(RunRecord record)
{
    /// <summary>The record as it now is.</summary>
    public RunRecord Record { get; set; } = record;

    /// <summary>Entries by where they stand.</summary>
    public Dictionary<EntryKey, JournalEntry> Entries { get; } = [];

    /// <summary>Where the entries stand, by the order in which they were begun.</summary>
    public SortedDictionary<long, EntryKey> Order { get; } = [];

    /// <summary>Where the answered entries stand, by the order in which their answers were handed over.</summary>
    public SortedDictionary<long, EntryKey> Deliveries { get; } = [];

    /// <summary>Events in the order of their arrival.</summary>
    public List<RunEvent> Events { get; } = [];

    /// <summary>Which events are there.</summary>
    public HashSet<(EntryKey Key, int Ordinal)> EventKeys { get; } = [];

    /// <summary>What people said.</summary>
    public Dictionary<EntryKey, RunAnswer> Answers { get; } = [];

    /// <summary>Adds an entry.</summary>
    /// <exception cref="Tactus.Protocol.TactusException">TAC6104.</exception>
    public void Add(JournalEntry entry)
    {
        if (Entries.ContainsKey(entry.Key) || Order.ContainsKey(entry.Sequence) || (entry.Delivery > 0 && Deliveries.ContainsKey(entry.Delivery)))
        {
            throw JournalErrors.EntryConflict(Record.Id, entry.Key, completesIntent: false);
        }

        Order.Add(entry.Sequence, entry.Key);
        Entries.Add(entry.Key, entry);
        Deliver(entry);
    }

    /// <summary>Answers an intent, or begins it anew.</summary>
    /// <exception cref="Tactus.Protocol.TactusException">TAC6104.</exception>
    public void Complete(JournalWrite write)
    {
        var entry = write.Entry;
        if (Entries.GetValueOrDefault(entry.Key) is not { Status: EntryStatus.Intent } intent)
        {
            throw JournalErrors.EntryConflict(Record.Id, entry.Key, completesIntent: true);
        }

        if (entry.Delivery > 0 && Deliveries.ContainsKey(entry.Delivery))
        {
            throw JournalErrors.EntryConflict(Record.Id, entry.Key, completesIntent: false);
        }

        Entries[entry.Key] = intent with
        {
            Status = entry.Status,
            Result = entry.Result,
            Error = entry.Error,
            Attempt = entry.Attempt,
            Delivery = entry.Delivery,
            EndedAt = entry.EndedAt,
        };
        Deliver(entry);
        if (RunRules.BeginsAnew(write))
        {
            Answers.Remove(entry.Key);
        }
    }

    /// <summary>Adds an event unless it is there.</summary>
    public void Add(RunEvent item)
    {
        if (EventKeys.Add((item.Key, item.Ordinal)))
        {
            Events.Add(item);
        }
    }

    /// <summary>Forgets the entries that held for one execution alone.</summary>
    public void Forget()
    {
        foreach (var entry in Entries.Values.Where(RunRules.IsForgettable).ToList())
        {
            Entries.Remove(entry.Key);
            Order.Remove(entry.Sequence);
            Deliveries.Remove(entry.Delivery);
        }
    }

    /// <summary>Answered entries in the order of their delivery, without the insides of checkpoints that have ended.</summary>
    public IEnumerable<JournalEntry> History(long fromDelivery) => Deliveries
        .Where(pair => pair.Key >= fromDelivery)
        .Select(pair => Entries[pair.Value])
        .Where(entry => entry.Status != EntryStatus.Intent && !BranchPath.EnclosingCheckpoints(entry.Key.Branch).Any(IsAnswered));

    /// <summary>How far a branch came.</summary>
    public BranchTail Tail(string branch)
    {
        var entries = Entries.Values.Where(entry => entry.Key.Branch == branch).OrderBy(entry => entry.Key.Position).ToList();
        var completed = entries.LastOrDefault(entry => entry.Status != EntryStatus.Intent)?.Key.Position ?? 0;
        return new BranchTail(completed, entries.Find(entry => entry.Key.Position > completed));
    }

    /// <summary>What it has used up.</summary>
    public RunCounts Count() => new(
        Entries.Count,
        Order.Keys.LastOrDefault(),
        Deliveries.Keys.LastOrDefault(),
        Entries.Values.Where(entry => entry.Kind == "host.call").CountBy(entry => entry.Name)
            .ToDictionary(pair => pair.Key, pair => (long)pair.Value, StringComparer.Ordinal),
        Events.Sum(item => (long)item.Text.Length + (item.Data?.Length ?? 0)),
        Entries.Values.Sum(entry => (long)entry.Arguments.Length + (entry.Result?.Length ?? 0)),
        Entries.Values.Where(RunRules.MayHaveWrittenFile).Sum(entry => (long)entry.Arguments.Length));

    /// <summary>Takes over what a fork shares with the run that it comes from.</summary>
    public void Share(MemoryRun from, long throughDelivery)
    {
        foreach (var entry in from.Order.Values.Select(key => from.Entries[key]).Where(entry => entry.Status != EntryStatus.Intent))
        {
            if ((entry.Delivery > 0 && entry.Delivery <= throughDelivery)
                || (entry.Delivery == 0 && BranchPath.EnclosingCheckpoints(entry.Key.Branch).Any(key => from.IsDelivered(key, throughDelivery))))
            {
                Add(entry);
            }
        }

        foreach (var item in from.Events.Where(item => IsPast(item.Key)))
        {
            Add(item);
        }

        foreach (var (key, answer) in from.Answers.Where(pair => Entries.ContainsKey(pair.Key)))
        {
            Answers.Add(key, answer with { RunId = Record.Id });
        }
    }

    // Behind the last shared answer of a branch the fork goes its own way, so what was said there is not its past.
    private bool IsPast(EntryKey key) =>
        Entries.ContainsKey(key with { Position = key.Position + 1 }) || BranchPath.EnclosingCheckpoints(key.Branch).Any(IsAnswered);

    private bool IsAnswered(EntryKey key) => Entries.GetValueOrDefault(key) is { Status: not EntryStatus.Intent };

    private bool IsDelivered(EntryKey key, long throughDelivery) =>
        IsAnswered(key) && Entries[key].Delivery is > 0 and var delivery && delivery <= throughDelivery;

    private void Deliver(JournalEntry entry)
    {
        if (entry.Delivery > 0)
        {
            Deliveries.Add(entry.Delivery, entry.Key);
        }
    }
}
