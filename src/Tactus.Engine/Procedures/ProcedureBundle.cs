namespace Tactus.Engine.Procedures;

/// <summary>A procedure and every module it may require, read once. What was hashed is what runs.</summary>
/// <param name="FullPath">Absolute path of the procedure.</param>
/// <param name="Main">The procedure's own file.</param>
/// <param name="Modules">The modules by the name that <c>require</c> uses, sorted.</param>
public sealed record ProcedureBundle(string FullPath, ProcedureSource Main, IReadOnlyList<ProcedureSource> Modules)
{
    /// <summary>The directory that the procedure lies in.</summary>
    public string Directory => Path.GetDirectoryName(FullPath)!;

    /// <summary>True when a word stands anywhere in the sources.</summary>
    public bool Mentions(ReadOnlySpan<byte> word)
    {
        foreach (ProcedureSource source in (IEnumerable<ProcedureSource>)[Main, .. Modules])
        {
            if (source.Content.AsSpan().IndexOf(word) >= 0)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>SHA-256 in lower-case hex by <c>procedure</c> and <c>module:NAME</c>.</summary>
    public Dictionary<string, string> Hashes()
    {
        var hashes = new Dictionary<string, string>(StringComparer.Ordinal) { ["procedure"] = Main.Hash };
        foreach (ProcedureSource module in Modules)
        {
            hashes["module:" + module.Module] = module.Hash;
        }

        return hashes;
    }
}
