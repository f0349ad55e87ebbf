using Tactus.Broker.Gate;
using Tactus.Broker.Secrets;
using Tactus.Policy.Grants;
using Tactus.Policy.Paths;
using Tactus.Protocol.Values;

namespace Tactus.Broker.Files.Effects;

/// <summary><c>file.read</c>: bytes of a file.</summary>
internal sealed class FileReadHandler(GrantedFiles files, Redactor redactor) : IEffectHandler
{
    /// <summary>Most bytes of one read: 8 MiB.</summary>
    public const int MaxLength = 8 * 1024 * 1024;

    /// <inheritdoc/>
    public string Kind => "file.read";

    /// <inheritdoc/>
    public IEffect Parse(EffectCall call) => new Effect(
        files,
        redactor,
        files.Parse(FileArguments.Path(call, "offset", "length")),
        FileArguments.Count(call, "offset") ?? 0,
        FileArguments.Count(call, "length"));

    private sealed class Effect(GrantedFiles files, Redactor redactor, ProcedurePath path, long offset, long? length) : IEffect
    {
        public EffectClass Class => EffectClass.Read;

        public Value DryRunAnswer { get; } = Value.Of(Array.Empty<byte>());

        public void Authorize() => files.TreeOf(path);

        public ValueTask<Value> PerformAsync(CancellationToken cancellationToken)
        {
            if (length > MaxLength)
            {
                throw FileErrors.TooLong(path.ToString(), MaxLength);
            }

            IFileTree tree = files.TreeOf(path);
            if (files.IsHidden(path))
            {
                throw FileErrors.NotFound(path.ToString());
            }

            // One byte more than may be answered, to tell a file that is too long from one that just fits.
            int wanted = (int)(length ?? MaxLength + 1);
            byte[] content = redactor.IsEmpty ? tree.Read(path.Relative, offset, wanted) : ReadMasked(tree, wanted);
            return content.Length <= MaxLength
                ? ValueTask.FromResult(Value.Of(content))
                : throw FileErrors.TooLong(path.ToString(), MaxLength);
        }

        // A secret must not come out in slices: what surrounds the slice is read too, and what matches is overwritten in place,
        // so that offsets and sizes stay those of the file.
        private byte[] ReadMasked(IFileTree tree, int wanted)
        {
            int before = (int)Math.Min(offset, redactor.LongestForm);
            byte[] around = tree.Read(path.Relative, offset - before, before + wanted + redactor.LongestForm);
            redactor.Mask(around);
            int start = Math.Min(before, around.Length);
            return around[start..Math.Min(around.Length, start + wanted)];
        }
    }
}
