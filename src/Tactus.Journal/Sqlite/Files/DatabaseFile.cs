using System.Globalization;
using System.Runtime.InteropServices;
using Tactus.Protocol;

namespace Tactus.Journal.Sqlite.Files;

/// <summary>Creates, checks and opens the file. Whatever is not plainly ours is refused and left as it is.</summary>
internal sealed class DatabaseFile
{
    /// <summary>Tells our files from those of other programs: the letters <c>Tact</c>.</summary>
    internal const int ApplicationId = 0x54616374;

    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const UnixFileMode OwnerOnlyFolder = OwnerOnly | UnixFileMode.UserExecute;
    private const UnixFileMode OthersMayWrite = UnixFileMode.GroupWrite | UnixFileMode.OtherWrite;

    private readonly IReadOnlyList<SchemaMigration> _migrations;
    private readonly int _newest;

    /// <param name="path">Absolute path of the file.</param>
    /// <param name="migrations">The steps of the schema, oldest first.</param>
    public DatabaseFile(string path, IReadOnlyList<SchemaMigration> migrations)
    {
        Path = path;
        _migrations = migrations;
        _newest = migrations[^1].Version;
    }

    /// <summary>Absolute path of the file.</summary>
    public string Path { get; }

    /// <summary>Opens the file, makes it when it is missing, and brings an older schema forward.</summary>
    /// <exception cref="TactusException">TAC6001 to TAC6009.</exception>
    public SqliteConnection OpenChecked()
    {
        SqliteLibrary.Require();
        try
        {
            PrepareFolder();
            CreateIfMissing();

            RequireContent();
            Narrow();
            var connection = SqliteConnection.Open(Path, create: false);
            try
            {
                Check(connection);
                return connection;
            }
            catch
            {
                connection.Dispose();
                throw;
            }
        }
        catch (SqliteFailure failure)
        {
            throw SqliteErrors.From(failure, Path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw SqliteErrors.CannotOpen(Path, error.Message, error);
        }
    }

    /// <summary>Opens the file again, after <see cref="OpenChecked"/> has vouched for it.</summary>
    public SqliteConnection OpenAgain() => SqliteConnection.Open(Path, create: false);

    private void PrepareFolder()
    {
        var folder = System.IO.Path.GetDirectoryName(Path)!;
        Directory.CreateDirectory(folder, OwnerOnlyFolder);
        var mode = File.GetUnixFileMode(folder);
        if ((mode & OthersMayWrite) != UnixFileMode.None && !mode.HasFlag(UnixFileMode.StickyBit))
        {
            throw SqliteErrors.OpenToOthers(folder);
        }
    }

    private void CreateIfMissing()
    {
        // In this order: a log is made after its file, so one that is there before the file is looked for has lost its file.
        var hasLog = File.Exists(Path + "-wal");
        if (File.Exists(Path))
        {
            return;
        }

        // SQLite would play a log that is left over into the new file.
        if (hasLog)
        {
            throw SqliteErrors.Damaged(Path, "it is gone, and its write-ahead log is still there");
        }

        Create();
    }

    // The file is made whole under another name and then linked into place, so that no reader ever meets a half-made
    // one, two processes that start together agree on one file, and an empty file is a sign of damage.
    private void Create()
    {
        var draft = $"{Path}.{System.IO.Path.GetRandomFileName()}.new";
        try
        {
            using (new FileStream(draft, new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, UnixCreateMode = OwnerOnly }))
            {
                // Only made, with the right mode from its first moment.
            }

            using (var connection = SqliteConnection.Open(draft, create: false))
            {
                connection.Execute("PRAGMA journal_mode = MEMORY; PRAGMA synchronous = OFF");
                connection.Execute(string.Create(CultureInfo.InvariantCulture, $"PRAGMA application_id = {ApplicationId}"));
                Migrate(connection);
                connection.ReadText("PRAGMA journal_mode = WAL");
            }

            using (var written = new FileStream(draft, FileMode.Open, FileAccess.ReadWrite))
            {
                written.Flush(flushToDisk: true);
            }

            Publish(draft, Path);
        }
        finally
        {
            File.Delete(draft);
        }
    }

    /// <summary>Gives a finished draft its name, unless another process was faster: its file is as good, and it stays.</summary>
    /// <exception cref="IOException">The file system refused.</exception>
    internal static void Publish(string draft, string path)
    {
        // File.Move without overwriting looks first and renames then, so it would replace a file made in between.
        if (NativeFile.Link(draft, path) != 0)
        {
            var error = Marshal.GetLastPInvokeError();
            if (error != NativeFile.Exists || !File.Exists(path))
            {
                throw new IOException(Marshal.GetPInvokeErrorMessage(error));
            }
        }
    }

    private void RequireContent()
    {
        var file = new FileInfo(Path);
        if (!file.Exists)
        {
            throw SqliteErrors.CannotOpen(Path, "it is not a file");
        }

        // SQLite takes an empty file for a new database and throws its write-ahead log away.
        if (file.Length == 0)
        {
            throw SqliteErrors.Damaged(Path, "it is empty");
        }
    }

    private void Narrow()
    {
        foreach (var file in (string[])[Path, Path + "-wal", Path + "-shm"])
        {
            try
            {
                if ((File.GetUnixFileMode(file) & ~OwnerOnly) != UnixFileMode.None)
                {
                    File.SetUnixFileMode(file, OwnerOnly);
                }
            }
            catch (FileNotFoundException)
            {
                // SQLite takes the companions away when the last process closes the file, perhaps just now.
                continue;
            }
        }
    }

    private void Check(SqliteConnection connection)
    {
        if (connection.ReadNumber("PRAGMA application_id") != ApplicationId)
        {
            throw SqliteErrors.Foreign(Path);
        }

        var version = connection.ReadNumber("PRAGMA user_version");
        if (version > _newest)
        {
            throw SqliteErrors.Newer(Path, version, _newest);
        }

        if (connection.ReadText("PRAGMA journal_mode = WAL") != "wal")
        {
            throw SqliteErrors.CannotOpen(Path, "its file system has no shared memory for a write-ahead log");
        }

        if (version < _newest)
        {
            Migrate(connection);
        }
    }

    private void Migrate(SqliteConnection connection)
    {
        connection.Execute(SqliteConnection.Begin);
        try
        {
            // Read again under the lock: another process may have done it while this one waited.
            var version = connection.ReadNumber("PRAGMA user_version");
            if (version > _newest)
            {
                throw SqliteErrors.Newer(Path, version, _newest);
            }

            foreach (var migration in _migrations.Where(migration => migration.Version > version))
            {
                connection.Execute(migration.Sql);
                connection.Execute(string.Create(CultureInfo.InvariantCulture, $"PRAGMA user_version = {migration.Version}"));
            }

            connection.Execute("COMMIT");
        }
        finally
        {
            connection.RollBackIfOpen();
        }
    }
}
