namespace Tactus.Broker.Files.Staging;

/// <summary>The workspace as a run sees it whose writes are kept aside: its own changes over the files on disk.</summary>
internal sealed class StagedTree(IFileTree below, StagedStore store) : IFileTree
{
    private const int ChunkLength = 1 << 20;

    private readonly Lock _lock = new();

    /// <inheritdoc/>
    public FileStat? Find(string path)
    {
        lock (_lock)
        {
            FileStat? staged = FindStaged(path, out bool isKnown);
            return isKnown ? staged : below.Find(path);
        }
    }

    /// <inheritdoc/>
    public byte[] Read(string path, long offset, int length)
    {
        lock (_lock)
        {
            FileStat? staged = FindStaged(path, out bool isKnown);
            if (!isKnown)
            {
                return below.Read(path, offset, length);
            }

            if (staged is not { } stat)
            {
                throw FileErrors.NotFound(path);
            }

            return stat.IsDirectory ? throw FileErrors.IsDirectory(path) : ReadContent(path, offset, length);
        }
    }

    /// <inheritdoc/>
    public void Write(string path, ReadOnlySpan<byte> content, string tag)
    {
        byte[] bytes = content.ToArray();
        lock (_lock)
        {
            RequireFilePlace(path);
            Guard(path, () => store.Put(path, BaseHash(path), stream => stream.Write(bytes)));
        }
    }

    /// <inheritdoc/>
    public void Append(string path, ReadOnlySpan<byte> content, string tag)
    {
        byte[] bytes = content.ToArray();
        lock (_lock)
        {
            RequireFilePlace(path);
            if (store.Records.TryGetValue(path, out StagedRecord? record) && !record.IsRemoved)
            {
                Guard(path, () => store.Append(path, bytes));
                return;
            }

            bool copiesBelow = record is null && below.Find(path) is not null;
            Guard(path, () => store.Put(path, BaseHash(path), stream =>
            {
                if (copiesBelow)
                {
                    CopyBelow(path, stream);
                }

                stream.Write(bytes);
            }));
        }
    }

    /// <inheritdoc/>
    public IReadOnlyList<FileListEntry> List(string path, bool recursive, int limit)
    {
        lock (_lock)
        {
            FileStat? staged = FindStaged(path, out bool isKnown);
            if (isKnown && staged is not { IsDirectory: true })
            {
                throw staged is null ? FileErrors.NotFound(path) : FileErrors.NotDirectory(path);
            }

            var found = new SortedDictionary<string, FileListEntry>(Comparer<string>.Create(Utf8Order.Compare));
            if (!isKnown || below.Find(path) is { IsDirectory: true })
            {
                AddBelow(path, recursive, limit, found);
            }

            AddStaged(path, recursive, found);
            return found.Count <= limit ? [.. found.Values] : throw FileErrors.TooMany(path.Length == 0 ? "." : path, limit);
        }
    }

    /// <inheritdoc/>
    public bool Remove(string path)
    {
        lock (_lock)
        {
            if (Find(path) is not { } found)
            {
                return false;
            }

            if (found.RequireOrdinary(path).IsDirectory && List(path, recursive: false, limit: 1_000_000).Count > 0)
            {
                throw FileErrors.NotEmpty(path);
            }

            string? baseHash = BaseHash(path);
            Guard(path, () =>
            {
                if (baseHash is null)
                {
                    store.Forget(path);
                }
                else
                {
                    store.Remove(path, baseHash);
                }
            });
            return true;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => below.Dispose();

    private static void Guard(string path, Action write)
    {
        try
        {
            write();
        }
        catch (IOException error)
        {
            throw error.HResult == Native.Errno.NoSpace ? FileErrors.Full(path) : FileErrors.Refused(path, error.Message);
        }
    }

    // What the staged changes alone say about a path; isKnown is false where the files on disk decide.
    private FileStat? FindStaged(string path, out bool isKnown)
    {
        isKnown = true;
        if (store.Records.TryGetValue(path, out StagedRecord? record) && !record.IsRemoved)
        {
            return new FileStat(FileKind.File, new FileInfo(store.ContentFile(path)).Length);
        }

        if (store.HasFilesBeneath(path))
        {
            return new FileStat(FileKind.Directory, 0);
        }

        if (record is not null || RelativePath.Ancestors(path).Any(store.Records.ContainsKey))
        {
            return null;
        }

        isKnown = false;
        return null;
    }

    private void RequireFilePlace(string path)
    {
        foreach (string ancestor in RelativePath.Ancestors(path))
        {
            if (Find(ancestor) is { } above && !above.RequireOrdinary(ancestor).IsDirectory)
            {
                throw FileErrors.NotDirectory(path);
            }
        }

        if (Find(path) is { } stat && stat.RequireOrdinary(path).IsDirectory)
        {
            throw FileErrors.IsDirectory(path);
        }
    }

    private string? BaseHash(string path) =>
        store.Records.TryGetValue(path, out StagedRecord? record) ? record.BaseHash : StagedHash.Of(below, path);

    private byte[] ReadContent(string path, long offset, int length)
    {
        using FileStream file = File.OpenRead(store.ContentFile(path));
        byte[] content = new byte[(int)Math.Min(length, Math.Max(0, file.Length - offset))];
        file.Seek(offset, SeekOrigin.Begin);
        file.ReadExactly(content);
        return content;
    }

    private void CopyBelow(string path, Stream target)
    {
        long offset = 0;
        for (byte[] chunk = below.Read(path, 0, ChunkLength); chunk.Length > 0; chunk = below.Read(path, offset, ChunkLength))
        {
            target.Write(chunk);
            offset += chunk.Length;
        }
    }

    private void AddBelow(string path, bool recursive, int limit, SortedDictionary<string, FileListEntry> found)
    {
        foreach (FileListEntry entry in below.List(path, recursive, limit))
        {
            string whole = RelativePath.Join(path, entry.Name);
            if (!store.Records.ContainsKey(whole) && !RelativePath.Ancestors(whole).Any(store.Records.ContainsKey))
            {
                found[entry.Name] = entry;
            }
        }
    }

    private void AddStaged(string path, bool recursive, SortedDictionary<string, FileListEntry> found)
    {
        string prefix = path.Length == 0 ? "" : path + "/";
        foreach (StagedRecord record in store.Records.Values.Where(one => !one.IsRemoved && one.Path.StartsWith(prefix, StringComparison.Ordinal)))
        {
            string name = record.Path[prefix.Length..];
            foreach (string directory in RelativePath.Ancestors(name).Take(recursive ? int.MaxValue : 1))
            {
                found[directory] = new FileListEntry(directory, IsDirectory: true, 0);
            }

            if (recursive || !name.Contains('/', StringComparison.Ordinal))
            {
                found[name] = new FileListEntry(name, IsDirectory: false, new FileInfo(store.ContentFile(record.Path)).Length);
            }
        }
    }
}
