using System.Text;
using Tactus.Guest.Native;

namespace Tactus.Guest.Startup;

/// <summary>The one sentence that the guest may leave on standard error.</summary>
internal static unsafe class StandardError
{
    private const int MostCharacters = 400;

    /// <summary>Writes one line: the program's name, the text cut to 400 characters, anything but plain ASCII replaced.</summary>
    public static void Say(string code, string sentence)
    {
        var line = new StringBuilder("tactus-guest: ").Append(code).Append(' ');
        foreach (char character in sentence.AsSpan(0, Math.Min(sentence.Length, MostCharacters)))
        {
            line.Append(character is >= ' ' and <= '~' ? character : '?');
        }

        byte[] bytes = Encoding.ASCII.GetBytes(line.Append('\n').ToString());
        fixed (byte* first = bytes)
        {
            // A standard error that takes nothing is the host's choice; the exit code says the rest.
            _ = Libc.Write(2, first, bytes.Length);
        }
    }
}
