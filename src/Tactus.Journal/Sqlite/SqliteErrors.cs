using Tactus.Journal.Sqlite.Native;
using Tactus.Protocol;

namespace Tactus.Journal.Sqlite;

/// <summary>What each failure of the file means to the person who owns it.</summary>
internal static class SqliteErrors
{
    private const string MoveAside = "move the file away with its -wal and -shm companions (a new one is made), or put a backup in its place";

    public static TactusException From(SqliteFailure failure, string path) => failure.Code switch
    {
        ResultCode.Corrupt or ResultCode.NotADatabase => Damaged(path, failure.Message, failure),
        ResultCode.CannotOpen or ResultCode.Permission or ResultCode.ReadOnly => CannotOpen(path, failure.Message, failure),
        ResultCode.Full => new TactusException(
            "TAC6005",
            $"the disk is full, so the journal {path} takes no more; everything acknowledged before is on disk",
            "free space on that file system, then resume the run",
            path,
            inner: failure),
        ResultCode.Busy => new TactusException(
            "TAC6007",
            $"another process held the journal {path} for longer than {SqliteConnection.BusyTimeout.TotalSeconds:0} s",
            "end the program that keeps the file locked (fuser FILE names it)",
            path,
            inner: failure),
        _ => new TactusException(
            "TAC6006",
            $"the journal {path} cannot be read or written: {failure.Message} (SQLite error {failure.ExtendedCode})",
            "look at the disk and the kernel's log; everything acknowledged before is on disk",
            path,
            inner: failure),
    };

    public static TactusException Damaged(string path, string reason, Exception? inner = null) => new(
        "TAC6001", $"the journal {path} is damaged and was left as it is: {reason}", MoveAside, path, inner: inner);

    public static TactusException Newer(string path, long version, long known) => new(
        "TAC6002",
        $"the journal {path} has schema version {version}; this Tactus knows versions up to {known}",
        "use the newer Tactus that wrote it",
        path);

    public static TactusException Foreign(string path) => new(
        "TAC6003", $"{path} is a database of another program and was left as it is", "name another file for the journal", path);

    public static TactusException CannotOpen(string path, string reason, Exception? inner = null) => new(
        "TAC6004",
        $"the journal {path} cannot be opened or created: {reason}",
        "make the folder writable for you, or name another one with XDG_STATE_HOME",
        path,
        inner: inner);

    public static TactusException NoLibrary(string reason, Exception? inner = null) => new(
        "TAC6008", $"the system's SQLite library cannot be used: {reason}", "apt-get install libsqlite3-0", inner: inner);

    public static TactusException OpenToOthers(string folder) => new(
        "TAC6009",
        $"other users may write to {folder}, so they could replace the journal in it",
        $"chmod go-w {folder}",
        folder);
}
