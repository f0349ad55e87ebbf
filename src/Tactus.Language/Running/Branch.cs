using System.Text;

namespace Tactus.Language.Running;

/// <summary>A line of execution with effect positions of its own: the main one, the inside of a checkpoint, a sub-procedure, a branch of Parallel.</summary>
internal sealed class Branch(int handle, string path, Branch? parent)
{
    /// <summary>The number by which the prelude names this branch.</summary>
    public int Handle { get; } = handle;

    /// <summary>The path on the wire: <c>main</c>, <c>main/3.checkpoint</c>.</summary>
    public string Path { get; } = path;

    /// <summary>The branch that opened this one, or null for the main one.</summary>
    public Branch? Parent { get; } = parent;

    /// <summary>The position of the last effect; 0 before the first.</summary>
    public ulong Position { get; set; }

    /// <summary>Events that happened after <see cref="Position"/>.</summary>
    public uint Events { get; set; }

    /// <summary>The procedure's records when a checkpoint opened this branch, to tell what it changed.</summary>
    public RecordSnapshot? Before { get; init; }

    /// <summary>A number that follows from the path alone, for the random stream of this branch.</summary>
    public long Salt { get; } = SaltOf(path);

    /// <summary>The salt of a path: FNV-1a, which needs nothing and is the same everywhere.</summary>
    public static long SaltOf(string path)
    {
        ulong hash = 0xcbf2_9ce4_8422_2325;
        foreach (byte one in Encoding.UTF8.GetBytes(path))
        {
            hash = (hash ^ one) * 0x0000_0100_0000_01b3;
        }

        return unchecked((long)hash);
    }
}
