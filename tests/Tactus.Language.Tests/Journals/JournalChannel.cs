using Google.Protobuf;
using Tactus.Language.Running;
using Tactus.Protocol.V1;

namespace Tactus.Language.Tests.Journals;

/// <summary>A broker in memory: answers effects from a world, writes them into a journal, replays what the journal had before, and holds the guest to the contract.</summary>
/// <remarks>
/// Deterministic: of several effects under way, the one that <see cref="Choose"/> picks is answered next; it sees nothing but the requests, so that
/// a resumed run picks as the undisturbed one did.
/// </remarks>
public sealed class JournalChannel(MemoryJournal journal, Func<PerformRequest, PerformResponse> world) : IEffectChannel
{
    private readonly Queue<ReplayEntry> _history = new(journal.History());
    private readonly Dictionary<string, PerformRequest> _underWay = [];
    private readonly Dictionary<string, ulong> _positions = Positions(journal);
    private readonly HashSet<string> _ended = [.. journal.Entries.Where(entry => entry.Request.Kind == "branch.end").Select(entry => entry.Request.Key.Branch)];
    private ulong _delivery = journal.Entries.Count == 0 ? 0 : journal.Entries[^1].Response.Delivery;
    private bool _live = journal.Entries.Count == 0;

    /// <summary>Picks the request that is answered next; by default by a hash of its key.</summary>
    public Func<IReadOnlyList<PerformRequest>, PerformRequest> Choose { get; set; } = ByHash(1);

    /// <summary>Most effects that were under way at once.</summary>
    public int MostAtOnce { get; private set; }

    /// <summary>How often the guest sent lines.</summary>
    public int Emits { get; private set; }

    /// <summary>A choice that follows a seed.</summary>
    public static Func<IReadOnlyList<PerformRequest>, PerformRequest> ByHash(ulong seed) => requests => requests.MinBy(request => Hash(seed, request))!;

    /// <inheritdoc/>
    public PerformResponse Perform(PerformRequest request)
    {
        _underWay.Count.ShouldBe(0, "an effect is performed in one step while others are under way");
        Accept(request);
        return Answer(request);
    }

    /// <inheritdoc/>
    public void Begin(PerformRequest request)
    {
        Accept(request);
        _underWay.TryAdd(request.Key.Branch, request).ShouldBeTrue($"branch {request.Key.Branch} has two effects under way");
        MostAtOnce = Math.Max(MostAtOnce, _underWay.Count);
    }

    /// <inheritdoc/>
    public BegunAnswer Await()
    {
        PerformRequest next = Choose([.. _underWay.Values.OrderBy(request => request.Key.Branch, StringComparer.Ordinal)]);
        _underWay.Remove(next.Key.Branch);
        return new BegunAnswer(next.Key.Branch, Answer(next));
    }

    /// <inheritdoc/>
    public ReplayEntry? ReadRecorded()
    {
        _live.ShouldBeFalse("the history is read on after its end");
        if (_history.TryDequeue(out ReplayEntry? entry))
        {
            return entry;
        }

        _live = true;
        return null;
    }

    /// <inheritdoc/>
    public void Emit(EmitRequest request)
    {
        Emits++;
        foreach (Event line in request.Events)
        {
            journal.Add(line.Clone());
        }
    }

    private static Dictionary<string, ulong> Positions(MemoryJournal journal)
    {
        var positions = new Dictionary<string, ulong>(StringComparer.Ordinal);
        foreach (EffectKey key in journal.Entries.Select(entry => entry.Request.Key))
        {
            positions[key.Branch] = key.Position;
        }

        return positions;
    }

    private static ulong Hash(ulong seed, PerformRequest request)
    {
        ulong hash = seed * 0x9E37_79B9_7F4A_7C15;
        foreach (byte one in System.Text.Encoding.UTF8.GetBytes($"{request.Key.Branch}:{request.Key.Position}"))
        {
            hash = (hash ^ one) * 0x0000_0100_0000_01b3;
        }

        return hash ^ (hash >> 29);
    }

    private void Accept(PerformRequest request)
    {
        string branch = request.Key.Branch;
        _live.ShouldBeTrue("an effect is sent before the history was read to its end");
        _ended.Contains(branch).ShouldBeFalse($"branch {branch} goes on after its end");
        request.Key.Position.ShouldBe(_positions.GetValueOrDefault(branch) + 1, $"position in {branch}");
        int slash = branch.LastIndexOf('/');
        if (slash > 0)
        {
            CheckParent(branch[..slash], branch[(slash + 1)..]);
        }
    }

    private void CheckParent(string parent, string last)
    {
        string[] parts = last.Split('.');
        ulong position = ulong.Parse(parts[0], System.Globalization.CultureInfo.InvariantCulture);
        if (parts[1] == "checkpoint")
        {
            position.ShouldBe(_positions.GetValueOrDefault(parent) + 1, $"checkpoint {parent}/{last} is not open");
        }
        else
        {
            journal.Entries.ShouldContain(
                entry => entry.Request.Kind == "branch.open" && entry.Request.Key.Branch == parent && entry.Request.Key.Position == position,
                $"nothing opened {parent}/{last}");
        }
    }

    private PerformResponse Answer(PerformRequest request)
    {
        PerformRequest kept = request.Clone();
        kept.Arguments = ByteString.CopyFrom(request.Arguments.Span);
        kept.Recorded = ByteString.CopyFrom(request.Recorded.Span);
        PerformResponse response = kept.Kind switch
        {
            "checkpoint" => new PerformResponse { Result = kept.Recorded },
            "branch.open" or "branch.end" => new PerformResponse { Result = ByteString.CopyFrom(Protocol.Values.Value.Null.Encode()) },
            _ => world(kept),
        };
        if (response.OutcomeCase == PerformResponse.OutcomeOneofCase.Suspended)
        {
            return response;
        }

        _delivery++;
        response.Delivery = _delivery;
        response.ClockUnixNanos = 1_700_000_000_000_000_000 + ((long)_delivery * 1_000_000_000);
        _positions[kept.Key.Branch] = kept.Key.Position;
        if (kept.Kind == "branch.end")
        {
            _ended.Add(kept.Key.Branch);
        }

        journal.Entries.Add(new MemoryEntry(kept, response, journal.Events.Count));
        return response.Clone();
    }
}
