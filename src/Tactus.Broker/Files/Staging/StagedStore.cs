using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Tactus.Protocol;

namespace Tactus.Broker.Files.Staging;

/// <summary>Keeps staged changes in a directory of the run's own: for each path a record, and the content if it has one.</summary>
/// <remarks>Both are named by the hash of the path, so nothing that a procedure chooses becomes a name on the host. A record is written
/// after its content: what has a record is whole. Not thread-safe.</remarks>
internal sealed class StagedStore
{
    // Sorts right behind every path that begins with a name and a slash.
    private const string AfterSlash = "0";

    private readonly string _records;
    private readonly string _contents;
    private readonly SortedDictionary<string, StagedRecord> _byPath = new(StringComparer.Ordinal);
    private readonly SortedSet<string> _files = new(StringComparer.Ordinal);

    /// <summary>Opens the directory and reads what it holds; makes it when it is missing.</summary>
    /// <exception cref="TactusException">It cannot be read (TAC3222).</exception>
    public StagedStore(string directory)
    {
        _records = Path.Combine(directory, "records");
        _contents = Path.Combine(directory, "contents");
        try
        {
            const UnixFileMode Mine = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
            Directory.CreateDirectory(_records, Mine);
            Directory.CreateDirectory(_contents, Mine);
            foreach (string file in Directory.EnumerateFiles(_records, "*.json"))
            {
                StagedRecord record = JsonSerializer.Deserialize(File.ReadAllBytes(file), StagedRecordJson.Default.StagedRecord)!;
                Index(record.Path, record);
            }
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or JsonException)
        {
            throw new TactusException(
                "TAC3222", $"the staged changes in {directory} cannot be read: {error.Message}", "look at its owner and mode", directory, inner: error);
        }
    }

    /// <summary>Every record, by path.</summary>
    public IReadOnlyDictionary<string, StagedRecord> Records => _byPath;

    /// <summary>True when content is staged for a path beneath this one.</summary>
    public bool HasFilesBeneath(string path) => _files.GetViewBetween(path + "/", path + AfterSlash).Min is not null;

    /// <summary>The file that holds the content of a path.</summary>
    public string ContentFile(string path) => Path.Combine(_contents, Name(path));

    /// <summary>Stages new content.</summary>
    /// <param name="path">The path.</param>
    /// <param name="baseHash">What stood there before.</param>
    /// <param name="write">Writes the content.</param>
    public void Put(string path, string? baseHash, Action<Stream> write)
    {
        WriteWhole(ContentFile(path), write);
        Keep(new StagedRecord(path, IsRemoved: false, baseHash));
    }

    /// <summary>Adds to content that is staged already.</summary>
    public void Append(string path, ReadOnlySpan<byte> content)
    {
        using var file = new FileStream(ContentFile(path), FileMode.Append, System.IO.FileAccess.Write);
        long length = file.Length;
        try
        {
            file.Write(content);
            file.Flush(flushToDisk: true);
        }
        catch (IOException)
        {
            file.SetLength(length);
            throw;
        }
    }

    /// <summary>Stages a removal.</summary>
    public void Remove(string path, string? baseHash)
    {
        Keep(new StagedRecord(path, IsRemoved: true, baseHash));
        File.Delete(ContentFile(path));
    }

    /// <summary>Forgets what is staged for a path.</summary>
    public void Forget(string path)
    {
        File.Delete(RecordFile(path));
        File.Delete(ContentFile(path));
        Index(path, null);
    }

    private static string Name(string path) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(path)));

    private static void WriteWhole(string file, Action<Stream> write)
    {
        string temporary = file + ".new";
        using (var stream = new FileStream(temporary, FileMode.Create, System.IO.FileAccess.Write))
        {
            write(stream);
            stream.Flush(flushToDisk: true);
        }

        File.Move(temporary, file, overwrite: true);
    }

    private string RecordFile(string path) => Path.Combine(_records, Name(path) + ".json");

    private void Keep(StagedRecord record)
    {
        WriteWhole(RecordFile(record.Path), stream => JsonSerializer.Serialize(stream, record, StagedRecordJson.Default.StagedRecord));
        Index(record.Path, record);
    }

    private void Index(string path, StagedRecord? record)
    {
        if (record is { IsRemoved: false })
        {
            _files.Add(path);
        }
        else
        {
            _files.Remove(path);
        }

        if (record is null)
        {
            _byPath.Remove(path);
        }
        else
        {
            _byPath[path] = record;
        }
    }
}
