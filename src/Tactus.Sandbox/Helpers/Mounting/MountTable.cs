using System.Globalization;
using System.Text;

namespace Tactus.Sandbox.Helpers.Mounting;

/// <summary>The mounts that a process sees, read once.</summary>
/// <param name="entries">The mounts.</param>
internal sealed class MountTable(IReadOnlyList<MountEntry> entries)
{
    /// <summary>The mounts, in the kernel's order.</summary>
    internal IReadOnlyList<MountEntry> Entries { get; } = entries;

    /// <summary>Reads those of a process.</summary>
    /// <param name="process">Its id, or <c>self</c>.</param>
    /// <exception cref="IOException">It has ended, or may not be looked at.</exception>
    internal static MountTable Read(string process) => new([.. File.ReadLines($"/proc/{process}/mountinfo").Select(Parse)]);

    /// <summary>True when a path is a directory or lies beneath it.</summary>
    internal static bool Covers(string directory, string path) =>
        path.StartsWith(directory, StringComparison.Ordinal) && (path.Length == directory.Length || directory.EndsWith('/') || path[directory.Length] == '/');

    // 68 67 254:0 /usr /newroot/usr ro,nosuid,nodev,relatime - ext4 /dev/vda rw
    private static MountEntry Parse(string line)
    {
        string[] fields = line.Split(' ');
        return new MountEntry(
            int.Parse(fields[0], CultureInfo.InvariantCulture), fields[2], Unescape(fields[3]), Unescape(fields[4]), fields[5].Split(',').Contains("rw"));
    }

    // Space, tab, newline and backslash are written as a backslash and three octal digits.
    private static string Unescape(string field)
    {
        if (!field.Contains('\\', StringComparison.Ordinal))
        {
            return field;
        }

        var text = new StringBuilder(field.Length);
        for (int i = 0; i < field.Length; i++)
        {
            bool isEscape = field[i] == '\\' && i + 3 < field.Length;
            text.Append(isEscape ? (char)Convert.ToInt32(field.Substring(i + 1, 3), 8) : field[i]);
            i += isEscape ? 3 : 0;
        }

        return text.ToString();
    }
}
