using Tactus.Broker.Gate;
using Tactus.Broker.Secrets;

namespace Tactus.Broker.Files.Effects;

/// <summary>The kinds of effect that work on files.</summary>
internal static class FileEffects
{
    /// <summary>One handler for each.</summary>
    public static IEnumerable<IEffectHandler> Create(GrantedFiles files, Redactor redactor) =>
    [
        new FileReadHandler(files, redactor),
        new FileWriteHandler(files),
        new FileAppendHandler(files),
        new FileExistsHandler(files),
        new FileSizeHandler(files),
        new FileListHandler(files),
        new FileRemoveHandler(files),
    ];
}
