using Tactus.Journal.Sqlite;

namespace Tactus.Journal.Tests.Sqlite.Files;

/// <summary>Makes journals as older versions of the schema wrote them.</summary>
internal static class OlderFile
{
    /// <summary>Makes a file of a version from <c>Versions/version-N.sql</c>, in a folder that is fit for a journal.</summary>
    public static void Make(string path, int version)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        using var reader = new StreamReader(typeof(OlderFile).Assembly.GetManifestResourceStream($"version-{version}.sql")!);
        using var connection = SqliteConnection.Open(path, create: true);
        connection.ReadText("PRAGMA journal_mode = WAL");
        connection.Execute(reader.ReadToEnd());
    }
}
