namespace Tactus.Syntax.Tree;

/// <summary>A list that grows without copying what it holds: a big source must not need its memory twice.</summary>
internal sealed class ChunkedList<T>
    where T : struct
{
    private const int ChunkBits = 9;
    private const int ChunkSize = 1 << ChunkBits;
    private readonly List<T[]> _chunks = [];

    public int Count { get; private set; }

    public ref T this[int index] => ref _chunks[index >> ChunkBits][index & (ChunkSize - 1)];

    public void Add(in T item)
    {
        if (Count >> ChunkBits == _chunks.Count)
        {
            _chunks.Add(new T[ChunkSize]);
        }

        _chunks[Count >> ChunkBits][Count & (ChunkSize - 1)] = item;
        Count++;
    }
}
