using System.Formats.Tar;
using Tactus.Protocol;
using Tactus.Sandbox.Drivers.Docker.Engine;
using Tactus.Sandbox.Images;

namespace Tactus.Sandbox.Drivers.Docker;

/// <summary>The guest's container image: made here, from nothing but the guest root, and named by the hash of its content.</summary>
public sealed class GuestImage
{
    private const string Repository = "tactus-guest";
    private const UnixFileMode ReadAndRun = UnixFileMode.UserRead | UnixFileMode.UserExecute
        | UnixFileMode.GroupRead | UnixFileMode.GroupExecute | UnixFileMode.OtherRead | UnixFileMode.OtherExecute;

    private readonly EngineClient _engine;
    private readonly StoredGuestRoot _root;

    internal GuestImage(EngineClient engine, StoredGuestRoot root)
    {
        _engine = engine;
        _root = root;
    }

    /// <summary>Name and tag, for instance <c>tactus-guest:3f1c…</c>.</summary>
    public string Reference => $"{Repository}:{Tag}";

    private string Tag => _root.Hash[..32];

    /// <summary>Makes the image unless the engine has it.</summary>
    /// <param name="force">True to make it again.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>True when it was made, false when it was there.</returns>
    /// <exception cref="TactusException">The engine does not take it (TAC5111).</exception>
    public Task<bool> BuildAsync(bool force, CancellationToken cancellationToken)
        => Task.Run(() => Build(force, cancellationToken), cancellationToken);

    /// <summary>The same on this thread.</summary>
    internal bool Build(bool force, CancellationToken cancellationToken)
    {
        try
        {
            if (!force && _engine.HasImage(Reference, cancellationToken))
            {
                return false;
            }

            using var archive = new MemoryStream();
            WriteArchive(archive, cancellationToken);
            archive.Position = 0;
            _engine.ImportImage(Repository, Tag, archive, cancellationToken);
            return true;
        }
        catch (Exception error) when (error is EngineException or HttpRequestException)
        {
            throw new TactusException("TAC5111", $"The engine refuses the guest's image: {error.Message}", "tactus sandbox build", inner: error);
        }
    }

    private void WriteArchive(Stream target, CancellationToken cancellationToken)
    {
        // Same content, same archive: no times, no owners.
        using var writer = new TarWriter(target, TarEntryFormat.Ustar, leaveOpen: true);
        foreach (string path in Directory.EnumerateFileSystemEntries(_root.Directory, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            string name = Path.GetRelativePath(_root.Directory, path);
            bool isDirectory = Directory.Exists(path);
            var entry = new UstarTarEntry(isDirectory ? TarEntryType.Directory : TarEntryType.RegularFile, name)
            {
                Mode = ReadAndRun,
                ModificationTime = DateTimeOffset.UnixEpoch,
            };
            using FileStream? content = isDirectory ? null : File.OpenRead(path);
            if (content is not null)
            {
                entry.DataStream = content;
            }

            cancellationToken.ThrowIfCancellationRequested();
            writer.WriteEntry(entry);
        }
    }
}
