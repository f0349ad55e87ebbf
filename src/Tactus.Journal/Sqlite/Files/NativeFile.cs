using System.Runtime.InteropServices;

namespace Tactus.Journal.Sqlite.Files;

/// <summary>What the C library does with files and .NET does not.</summary>
internal static partial class NativeFile
{
    /// <summary>EEXIST.</summary>
    public const int Exists = 17;

    /// <summary>Gives a file a second name, which must be free. 0, or -1 with the error as the last one.</summary>
    [LibraryImport("libc", EntryPoint = "link", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int Link(string existing, string added);
}
