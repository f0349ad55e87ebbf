namespace Tactus.Syntax.Errors;

/// <summary>Columns of offsets, in characters counted from 1. Offsets that grow are cheap however long the line is.</summary>
/// <remarks>A byte that continues a UTF-8 character counts as part of it; any other byte counts as one character. A byte order mark counts nothing.</remarks>
/// <param name="source">The text that the offsets are of.</param>
public sealed class ColumnCounter(ReadOnlyMemory<byte> source)
{
    private int _offset;
    private int _column = 1;

    /// <summary>The column of an offset.</summary>
    /// <param name="offset">From 0 to the length of the text.</param>
    public int ColumnOf(int offset)
    {
        ReadOnlySpan<byte> text = source.Span;
        int mark = Preamble.MarkLength(text);
        if (offset < _offset || _offset < mark)
        {
            _offset = Math.Max(text[..offset].LastIndexOfAny((byte)'\n', (byte)'\r') + 1, mark);
            _column = 1;
        }

        for (; _offset < offset; _offset++)
        {
            byte value = text[_offset];
            bool continues = (value & 0xC0) == 0x80;
            _column = value is (byte)'\n' or (byte)'\r' ? 1 : _column + (continues ? 0 : 1);
        }

        return _column;
    }
}
