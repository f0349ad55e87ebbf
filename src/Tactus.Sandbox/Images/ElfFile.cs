using System.Buffers.Binary;
using System.Text;
using Tactus.Protocol;

namespace Tactus.Sandbox.Images;

/// <summary>What a 64-bit little-endian ELF file says it needs to be loaded.</summary>
/// <param name="Machine">The processor, as ELF numbers it.</param>
/// <param name="Interpreter">Path of the dynamic loader, or null for a library or a static program.</param>
/// <param name="Needed">Names of the libraries it links to, in order.</param>
/// <param name="SearchPath">Its own search path (<c>RUNPATH</c> or <c>RPATH</c>), or empty.</param>
internal sealed record ElfFile(ushort Machine, string? Interpreter, IReadOnlyList<string> Needed, string SearchPath)
{
    private const int HeaderSize = 64;
    private const int SegmentHeaderSize = 56;
    private const uint LoadSegment = 1;
    private const uint DynamicSegment = 2;
    private const uint InterpreterSegment = 3;
    private const ulong NeededTag = 1;
    private const ulong StringTableTag = 5;
    private const ulong OldSearchPathTag = 15;
    private const ulong SearchPathTag = 29;

    /// <summary>Reads a file.</summary>
    /// <exception cref="TactusException">It is not such a file (TAC5102).</exception>
    internal static ElfFile Read(string path)
    {
        byte[] bytes = File.ReadAllBytes(path);
        try
        {
            return Parse(bytes);
        }
        catch (Exception error) when (error is ArgumentException or FormatException or OverflowException or IndexOutOfRangeException)
        {
            throw new TactusException(
                "TAC5102", $"{path} is not a program or library of this machine.", "Build the guest again.", path, inner: error);
        }
    }

    /// <summary>Reads the bytes of a file.</summary>
    /// <exception cref="FormatException">They are not such a file.</exception>
    /// <exception cref="ArgumentException">An offset points outside of it.</exception>
    internal static ElfFile Parse(ReadOnlySpan<byte> file)
    {
        if (file.Length < HeaderSize || !file[..4].SequenceEqual("\u007fELF"u8) || file[4] != 2 || file[5] != 1)
        {
            throw new FormatException("Not a 64-bit little-endian ELF file.");
        }

        IReadOnlyList<Segment> segments = ReadSegments(file);
        Segment? interpreter = segments.FirstOrDefault(segment => segment.Type == InterpreterSegment);
        Segment? dynamic = segments.FirstOrDefault(segment => segment.Type == DynamicSegment);
        (IReadOnlyList<string> needed, string searchPath) = dynamic is null ? ([], "") : ReadDynamic(file, dynamic, segments);
        return new ElfFile(
            BinaryPrimitives.ReadUInt16LittleEndian(file[18..]),
            interpreter is null ? null : Text(file, interpreter.Offset),
            needed,
            searchPath);
    }

    private static List<Segment> ReadSegments(ReadOnlySpan<byte> file)
    {
        int table = checked((int)BinaryPrimitives.ReadUInt64LittleEndian(file[32..]));
        int count = BinaryPrimitives.ReadUInt16LittleEndian(file[56..]);
        var segments = new List<Segment>(count);
        for (int i = 0; i < count; i++)
        {
            ReadOnlySpan<byte> header = file.Slice(table + (i * SegmentHeaderSize), SegmentHeaderSize);
            segments.Add(new Segment(
                BinaryPrimitives.ReadUInt32LittleEndian(header),
                BinaryPrimitives.ReadUInt64LittleEndian(header[8..]),
                BinaryPrimitives.ReadUInt64LittleEndian(header[16..]),
                BinaryPrimitives.ReadUInt64LittleEndian(header[32..])));
        }

        return segments;
    }

    private static (IReadOnlyList<string> Needed, string SearchPath) ReadDynamic(
        ReadOnlySpan<byte> file, Segment dynamic, IReadOnlyList<Segment> segments)
    {
        var names = new List<ulong>();
        ulong searchPath = 0;
        ulong stringTable = 0;
        ReadOnlySpan<byte> entries = file.Slice(checked((int)dynamic.Offset), checked((int)dynamic.Size));
        for (; entries.Length >= 16; entries = entries[16..])
        {
            ulong value = BinaryPrimitives.ReadUInt64LittleEndian(entries[8..]);
            switch (BinaryPrimitives.ReadUInt64LittleEndian(entries))
            {
                case NeededTag:
                    names.Add(value);
                    break;
                case StringTableTag:
                    stringTable = FileOffset(value, segments);
                    break;
                case OldSearchPathTag or SearchPathTag:
                    searchPath = value;
                    break;
            }
        }

        var needed = new List<string>(names.Count);
        foreach (ulong name in names)
        {
            needed.Add(Text(file, stringTable + name));
        }

        return (needed, searchPath == 0 ? "" : Text(file, stringTable + searchPath));
    }

    private static ulong FileOffset(ulong address, IReadOnlyList<Segment> segments)
    {
        Segment holder = segments.FirstOrDefault(segment =>
                segment.Type == LoadSegment && address >= segment.Address && address - segment.Address < segment.Size)
            ?? throw new FormatException("The string table lies in no segment.");
        return address - holder.Address + holder.Offset;
    }

    private static string Text(ReadOnlySpan<byte> file, ulong offset)
    {
        ReadOnlySpan<byte> rest = file[checked((int)offset)..];
        return Encoding.UTF8.GetString(rest[..rest.IndexOf((byte)0)]);
    }

    private sealed record Segment(uint Type, ulong Offset, ulong Address, ulong Size);
}
