using System.Text;

namespace Tactus.Cli.Output;

/// <summary>Writes UTF-8 text to a console, made harmless for a terminal on its way, without holding all of it.</summary>
/// <param name="target">Where it goes.</param>
internal sealed class SafeTextStream(TextWriter target) : WriteOnlyStream
{
    private readonly Decoder _decoder = Encoding.UTF8.GetDecoder();

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        char[] text = new char[_decoder.GetCharCount(buffer, flush: false)];
        int count = _decoder.GetChars(buffer, text, flush: false);
        target.Write(SafeText.Clean(new string(text, 0, count)));
    }

    public override void Flush() => target.Flush();
}
