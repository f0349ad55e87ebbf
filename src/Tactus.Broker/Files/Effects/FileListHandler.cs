using Tactus.Broker.Gate;
using Tactus.Policy.Grants;
using Tactus.Policy.Paths;
using Tactus.Protocol.Values;

namespace Tactus.Broker.Files.Effects;

/// <summary><c>file.list</c>: what a run can see in a directory, sorted bytewise by name.</summary>
internal sealed class FileListHandler(GrantedFiles files) : IEffectHandler
{
    /// <summary>Most entries of one listing.</summary>
    public const int MaxEntries = 100_000;

    private static readonly Value FileType = Value.Of("file");
    private static readonly Value DirectoryType = Value.Of("directory");

    /// <inheritdoc/>
    public string Kind => "file.list";

    /// <inheritdoc/>
    public IEffect Parse(EffectCall call) =>
        new Effect(files, files.Parse(FileArguments.Path(call, "recursive")), FileArguments.Flag(call, "recursive"));

    private sealed class Effect(GrantedFiles files, ProcedurePath path, bool recursive) : IEffect
    {
        public EffectClass Class => EffectClass.Read;

        public Value DryRunAnswer => Value.EmptyList;

        public void Authorize() => files.TreeOf(path);

        public ValueTask<Value> PerformAsync(CancellationToken cancellationToken)
        {
            if (files.IsHidden(path))
            {
                throw FileErrors.NotFound(path.ToString());
            }

            IReadOnlyList<FileListEntry> entries = files.TreeOf(path).List(path.Relative, recursive, MaxEntries);
            return ValueTask.FromResult<Value>(Value.ListOf([.. entries.Where(IsVisible).Select(Describe)]));
        }

        private bool IsVisible(FileListEntry entry) =>
            !files.IsHidden(path with { Relative = RelativePath.Join(path.Relative, entry.Name) });

        private static Value Describe(FileListEntry entry) => Value.MapOf(
            ("name", Value.Of(entry.Name)),
            ("type", entry.IsDirectory ? DirectoryType : FileType),
            ("size", Value.Of(entry.Size)));
    }
}
