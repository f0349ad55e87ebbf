using System.Buffers.Binary;
using Tactus.Journal.Sqlite;

namespace Tactus.Journal.Tests.Sqlite;

/// <summary>Looks at a journal from outside of the store, as another process would.</summary>
internal sealed class SideConnection(string path) : IDisposable
{
    private const int WalHeader = 32;
    private const int FrameHeader = 24;
    private const int PageSize = 4096;

    private readonly string _path = path;

    public SqliteConnection Connection { get; } = SqliteConnection.Open(path, create: false);

    public long Number(string sql) => Connection.ReadNumber(sql);

    /// <summary>Transactions in the write-ahead log since it was last begun anew: frames that carry a size and the log's salt.</summary>
    public int CountCommits()
    {
        using var file = new FileStream(_path + "-wal", FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        var log = new byte[file.Length];
        file.ReadExactly(log);
        var salt = log.AsSpan(16, 8);
        var commits = 0;
        for (var at = WalHeader; at + FrameHeader + PageSize <= log.Length; at += FrameHeader + PageSize)
        {
            var header = log.AsSpan(at, FrameHeader);
            if (header.Slice(8, 8).SequenceEqual(salt) && BinaryPrimitives.ReadUInt32BigEndian(header[4..]) != 0)
            {
                commits++;
            }
        }

        return commits;
    }

    public void Dispose() => Connection.Dispose();
}
