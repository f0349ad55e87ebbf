using Tactus.Broker.Gate;
using Tactus.Engine.Procedures;
using Tactus.Journal;

namespace Tactus.Engine.Children;

/// <summary>What a child runs: a procedure of its parent's file, or a module of its parent's bundle. Nothing is read from the disk.</summary>
internal static class ChildBundle
{
    private const string ProcedureRole = "procedure";
    private const string Suffix = ".tac";

    /// <summary>The bundle and the files of a child.</summary>
    /// <param name="parent">The parent's bundle.</param>
    /// <param name="files">The parent's recorded files.</param>
    /// <param name="procedure">A procedure's name, or a module's path as <c>require</c> found it.</param>
    /// <exception cref="EffectException">TAC6322: no such module is in the bundle.</exception>
    public static (ProcedureBundle Bundle, IReadOnlyList<RunFile> Files) Find(ProcedureBundle parent, IReadOnlyList<RunFile> files, string procedure)
    {
        if (!procedure.EndsWith(Suffix, StringComparison.Ordinal))
        {
            return (parent, [.. files.Select(file => file.Role == ProcedureRole ? file with { Name = procedure } : file)]);
        }

        ProcedureSource source = parent.Modules.Prepend(parent.Main).FirstOrDefault(candidate => candidate.DisplayPath == procedure)
            ?? throw new EffectException(
                "TAC6322", EffectErrorKind.Invalid, $"there is no '{procedure}' among the files that this run was started with",
                "name a procedure of this file, or a module that it requires");
        var main = new ProcedureSource(source.DisplayPath, "", source.FullPath, source.Content);
        var record = new RunFile(ProcedureRole, "", source.DisplayPath, source.FullPath, Convert.FromHexString(source.Hash));
        return (new ProcedureBundle(source.FullPath, main, parent.Modules), [record, .. files.Where(file => file.Role != ProcedureRole)]);
    }
}
