using Tactus.Protocol;

namespace Tactus.Journal;

/// <summary>Makes and reads run ids: 16 lower-case letters and digits that sort by time.</summary>
/// <remarks>Nine characters tell the millisecond since the start of 2025 (enough until the year 3140), seven are random.
/// The alphabet leaves out i, l, o and u, which are misread. Thread-safe.</remarks>
/// <param name="time">The clock.</param>
/// <param name="random">Gives 35 random bits or more per call. Default: the operating system's generator.</param>
public sealed class RunIds(TimeProvider time, Func<ulong>? random = null)
{
    /// <summary>Characters in an id.</summary>
    public const int Length = 16;

    private const string Alphabet = "0123456789abcdefghjkmnpqrstvwxyz";
    private const int BitsPerCharacter = 5;
    private const int RandomCharacters = 7;
    private const int RandomBits = RandomCharacters * BitsPerCharacter;
    private const ulong RandomMask = (1UL << RandomBits) - 1;
    private const int Candidates = 5;

    // A run may have started many others since it began.
    private const int NewestLookedAt = 100;

    private static readonly DateTimeOffset Epoch = new(2025, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly Func<ulong> _random = random ?? OperatingSystemRandom;
    private readonly Lock _lock = new();

    // Guarded by _lock: what the last id was made of, so that ids of one millisecond sort in the order of their making.
    private long _lastMillisecond = -1;
    private ulong _lastRandom;

    /// <summary>Makes an id that is greater than every id this instance made before.</summary>
    public string Create()
    {
        long millisecond;
        ulong chance;
        lock (_lock)
        {
            millisecond = Math.Max((long)(time.GetUtcNow() - Epoch).TotalMilliseconds, 0);
            chance = _random() & RandomMask;
            if (millisecond <= _lastMillisecond)
            {
                millisecond = _lastMillisecond;
                chance = _lastRandom + 1;
                if (chance > RandomMask)
                {
                    millisecond++;
                    chance = 0;
                }
            }

            (_lastMillisecond, _lastRandom) = (millisecond, chance);
        }

        Span<char> id = stackalloc char[Length];
        Write(id[..^RandomCharacters], (ulong)millisecond);
        Write(id[^RandomCharacters..], chance);
        return new string(id);
    }

    /// <summary>The word for the newest run that a person started.</summary>
    public const string Last = "last";

    /// <summary>The id of the one run that a person's prefix names. Upper case and the misread letters i, l and o are understood.</summary>
    /// <param name="store">Where to look.</param>
    /// <param name="prefix">One character or more of an id, or <see cref="Last"/>.</param>
    /// <param name="cancellationToken">Ends the look-up.</param>
    /// <exception cref="TactusException">TAC6101: no run starts so. TAC6102: several do.</exception>
    public static async ValueTask<string> ResolveAsync(IRunStore store, string prefix, CancellationToken cancellationToken)
    {
        if (prefix == Last)
        {
            return (await store.ListAsync(new RunQuery(Limit: NewestLookedAt), cancellationToken)).FirstOrDefault(run => run.ParentId is null)?.Id
                ?? throw JournalErrors.NoSuchRun(prefix);
        }

        var wanted = Normalize(prefix);
        var found = wanted.Length == 0 ? [] : await store.ResolvePrefixAsync(wanted, Candidates, cancellationToken);
        return found switch
        {
            [] => throw JournalErrors.NoSuchRun(prefix),
            [var only] => only,
            _ => found.FirstOrDefault(id => id == wanted) ?? throw JournalErrors.AmbiguousPrefix(prefix, found),
        };
    }

    private static string Normalize(string prefix) => string.Create(prefix.Length, prefix, static (span, text) =>
    {
        for (var i = 0; i < text.Length; i++)
        {
            span[i] = char.ToLowerInvariant(text[i]) switch
            {
                'i' or 'l' => '1',
                'o' => '0',
                var other => other,
            };
        }
    });

    private static void Write(Span<char> span, ulong value)
    {
        for (var i = span.Length - 1; i >= 0; i--)
        {
            span[i] = Alphabet[(int)(value & 31)];
            value >>= BitsPerCharacter;
        }
    }

    // A version 4 UUID comes from the operating system's generator, without the cold start of a cryptography library.
    // Its first eight bytes hold six fixed bits, all of them above bit 35.
    private static ulong OperatingSystemRandom()
    {
        Span<byte> bytes = stackalloc byte[16];
        Guid.NewGuid().TryWriteBytes(bytes);
        return BitConverter.ToUInt64(bytes);
    }
}
