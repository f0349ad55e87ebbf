using Tactus.Configuration.Files;
using Tactus.Configuration.Problems;
using Tactus.Protocol;

namespace Tactus.Configuration.Trust;

/// <summary>
/// The contents that a person trusts, in one JSON file that only this user can write. Safe against other processes that write it at the same
/// time; a file that cannot be understood is an error and never overwritten.
/// </summary>
public sealed class TrustStore
{
    private const UnixFileMode OwnerFile = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const UnixFileMode OwnerDirectory = OwnerFile | UnixFileMode.UserExecute;

    private readonly string file;
    private readonly TimeProvider clock;

    /// <summary>Creates the store; touches no file.</summary>
    /// <param name="file">Absolute path of the store, for instance <c>~/.config/tactus/trust.json</c>.</param>
    /// <param name="clock">Says when trust was given.</param>
    public TrustStore(string file, TimeProvider clock)
    {
        this.file = file;
        this.clock = clock;
    }

    /// <summary>Everything that is trusted, by path.</summary>
    /// <exception cref="TactusException">TAC4031: the store is not readable; TAC4032: someone else could write it.</exception>
    public IReadOnlyList<TrustRecord> List() => [.. Load().OrderBy(record => record.Path, StringComparer.Ordinal)];

    /// <summary>True when exactly this content is trusted at exactly this place.</summary>
    /// <exception cref="TactusException">TAC4031, TAC4032.</exception>
    public bool IsTrusted(string realPath, string sha256) => Load().Exists(record => record.Path == realPath && record.Sha256 == sha256);

    /// <summary>Why a content is not trusted although something like it is: edited or moved since. Null when nothing like it is.</summary>
    /// <exception cref="TactusException">TAC4031, TAC4032.</exception>
    public string? ExplainDistrust(string realPath, string sha256)
    {
        var records = Load();
        if (records.Find(record => record.Path == realPath) is { } edited)
        {
            return $"it was edited since it was trusted on {edited.TrustedAt.UtcDateTime:yyyy-MM-dd}";
        }

        return records.Find(record => record.Sha256 == sha256) is { } moved ? $"the same content is trusted at another place, {moved.Path}" : null;
    }

    /// <summary>Trusts this content at this place; what was trusted there before no longer is.</summary>
    /// <exception cref="TactusException">TAC4031, TAC4032, TAC4033: the store cannot be written.</exception>
    public void Add(string realPath, string sha256) => Change(records =>
    {
        records.RemoveAll(record => record.Path == realPath);
        records.Add(new TrustRecord(realPath, sha256, clock.GetUtcNow()));
        return true;
    });

    /// <summary>Trusts nothing at this place any more.</summary>
    /// <returns>False when nothing was trusted there.</returns>
    /// <exception cref="TactusException">TAC4031, TAC4032, TAC4033.</exception>
    public bool Revoke(string realPath)
    {
        if (!File.Exists(file))
        {
            return false;
        }

        return Change(records => records.RemoveAll(record => record.Path == realPath) > 0);
    }

    private bool Change(Func<List<TrustRecord>, bool> change)
    {
        try
        {
            var directory = Path.GetDirectoryName(file)!;
            Directory.CreateDirectory(directory, OwnerDirectory);
            using var held = NativeFiles.Lock(file + ".lock");
            var records = Load();
            if (!change(records))
            {
                return false;
            }

            Replace(directory, TrustStoreFormat.Write(records));
            return true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new TactusException(ProblemCodes.TrustStoreNotWritten, $"The trust store cannot be written: {e.Message}", "Check the directory's permissions and free space.", file, inner: e);
        }
    }

    // A reader sees the old store or the new one, whole, whenever the machine stops.
    private void Replace(string directory, byte[] content)
    {
        var temporary = $"{file}.{Guid.NewGuid():n}.tmp";
        try
        {
            using (var stream = new FileStream(
                temporary, new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, UnixCreateMode = OwnerFile }))
            {
                stream.Write(content);
                stream.Flush(flushToDisk: true);
            }

            File.Move(temporary, file, overwrite: true);
            NativeFiles.Synchronize(directory);
        }
        finally
        {
            File.Delete(temporary);
        }
    }

    private List<TrustRecord> Load()
    {
        try
        {
            using var handle = NativeFiles.OpenForReading(file);
            if (handle is null)
            {
                return [];
            }

            ConfigurationFileReader.RefuseWeakFile(NativeFiles.Describe(handle), NativeFiles.RealPathOf(handle), file);
            using var stream = new FileStream(handle, FileAccess.Read);
            return TrustStoreFormat.Read(stream);
        }
        catch (Exception e) when (e is FormatException or IOException)
        {
            var what = e is FormatException ? e.Message : $"cannot be read ({e.Message})";
            throw new TactusException(
                ProblemCodes.BrokenTrustStore,
                $"The trust store {what}; nothing is trusted until that is mended.",
                $"Mend the file, or move it away and trust again: {file}",
                file,
                inner: e);
        }
    }
}
