namespace Tactus.Syntax.Scopes;

/// <summary>Gives every different name of one source a number. The hash is seeded per process, so that no source can make it slow.</summary>
internal sealed class NameTable(ReadOnlyMemory<byte> source)
{
    /// <summary>The offset that stands for the name <c>self</c>, which methods have without writing it.</summary>
    public const int Self = -1;

    private const int SmallestSize = 64;
    private int[] _slots = NewSlots(SmallestSize);
    private readonly List<(int Start, int Length, int Hash)> _names = [];

    /// <summary>How many names there are.</summary>
    public int Count => _names.Count;

    /// <summary>The number of a name, from 0.</summary>
    /// <param name="start">Offset of its first byte, or <see cref="Self"/>.</param>
    /// <param name="length">Its bytes.</param>
    public int Intern(int start, int length)
    {
        ReadOnlySpan<byte> name = Text(start, length);
        var hasher = default(HashCode);
        hasher.AddBytes(name);
        int hash = hasher.ToHashCode();
        int slot = hash & (_slots.Length - 1);
        for (; _slots[slot] >= 0; slot = (slot + 1) & (_slots.Length - 1))
        {
            (int Start, int Length, int Hash) known = _names[_slots[slot]];
            if (known.Hash == hash && Text(known.Start, known.Length).SequenceEqual(name))
            {
                return _slots[slot];
            }
        }

        _slots[slot] = _names.Count;
        _names.Add((start, length, hash));
        if (_names.Count * 2 > _slots.Length)
        {
            Grow();
        }

        return _names.Count - 1;
    }

    private ReadOnlySpan<byte> Text(int start, int length) => start == Self ? "self"u8 : source.Span.Slice(start, length);

    private static int[] NewSlots(int size)
    {
        int[] slots = new int[size];
        Array.Fill(slots, -1);
        return slots;
    }

    private void Grow()
    {
        int[] slots = NewSlots(_slots.Length * 2);
        for (int i = 0; i < _names.Count; i++)
        {
            int slot = _names[i].Hash & (slots.Length - 1);
            while (slots[slot] >= 0)
            {
                slot = (slot + 1) & (slots.Length - 1);
            }

            slots[slot] = i;
        }

        _slots = slots;
    }
}
