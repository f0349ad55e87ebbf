using Tactus.Configuration.Explaining;
using Tactus.Configuration.Files;
using Tactus.Configuration.Keys;
using Tactus.Configuration.Trust;
using Tactus.Policy.Grants;
using Tactus.Policy.Layers;
using Tactus.Protocol;

namespace Tactus.Configuration.Loading;

/// <summary>The readings of one load and which of them are trusted; merges them as often as trust changes.</summary>
/// <param name="Layers">The layers, the weakest first, with the file of each.</param>
/// <param name="Trusted">Files that a person trusts for this run.</param>
/// <param name="Store">The trust store, or null.</param>
/// <param name="HiddenProject">The project configuration farther up that the one in <paramref name="Layers"/> hides, or null.</param>
/// <param name="LeftOut">What is wrong with files that were left out.</param>
internal sealed record ConfigurationResolution(
    IReadOnlyList<SourceLayer> Layers,
    IReadOnlyList<ConfigurationFile> Trusted,
    TrustStore? Store,
    string? HiddenProject,
    IReadOnlyList<TactusException> LeftOut)
{
    /// <summary>The files that were read.</summary>
    public IReadOnlyList<ConfigurationFile> Files { get; } = [.. Layers.Select(layer => layer.File).OfType<ConfigurationFile>()];

    /// <summary>Resolves with one more file trusted.</summary>
    public ResolvedConfiguration Trusting(ConfigurationFile file) => (this with { Trusted = [.. Trusted, file] }).Resolve();

    /// <summary>Merges. The trust store is only opened, and files are only hashed, when an untrusted file widens or hides another.</summary>
    public ResolvedConfiguration Resolve()
    {
        var merged = Merge(file => Trusted.Contains(file));
        if (merged.Refused.Count == 0 && HiddenProject is null)
        {
            return new ResolvedConfiguration(this, merged, []);
        }

        if (Store is not null)
        {
            merged = Merge(IsTrusted);
        }

        return new ResolvedConfiguration(this, merged, [.. merged.Refused.Select(Describe), .. DescribeHiding()]);
    }

    // Only the nearest project configuration is read. Whoever can put an empty one beside a procedure would otherwise lift what a person
    // narrowed for the whole project.
    private IEnumerable<UntrustedWidening> DescribeHiding()
    {
        var file = Files.FirstOrDefault(candidate => candidate.Layer == ConfigurationLayer.Project);
        if (HiddenProject is not null && file is not null && !IsTrusted(file))
        {
            yield return new UntrustedWidening(
                file, 1, "sandbox", $"It stands nearer than {HiddenProject}, which would no longer hold", Store?.ExplainDistrust(file.RealPath, file.Sha256));
        }
    }

    private bool IsTrusted(ConfigurationFile file) => Trusted.Contains(file) || (Store is not null && Store.IsTrusted(file.RealPath, file.Sha256));

    private MergedSettings Merge(Func<ConfigurationFile, bool> isTrusted) =>
        LayerMerge.Merge(
            [.. Layers.Select(layer => layer.Layer with { IsTrusted = layer.Layer.IsTrusted || (layer.File is not null && isTrusted(layer.File)) })],
            ConfigurationKeys.OrderOf);

    private UntrustedWidening Describe(RefusedWidening refused)
    {
        var wanted = refused.Wanted;
        var file = Files.First(candidate => candidate.Layer == wanted.Provenance.Layer);
        var what = wanted.Value switch
        {
            HostToolDeclaration => $"{wanted.Key} declares a tool that the broker would perform",
            McpServerDeclaration => $"{wanted.Key} declares a server that the broker would start or ask",
            ModelProvider => $"{wanted.Key} declares where models would be asked",
            ModelPrice => $"{wanted.Key} declares what models cost",
            _ => $"{wanted.Key} is {ValueText.Format(wanted.Key, wanted.Value)}, which is wider than {ValueText.Format(wanted.Key, refused.Current!.Value)} ({refused.Current.Provenance})",
        };
        return new UntrustedWidening(file, wanted.Provenance.Line, wanted.Key, what, Store?.ExplainDistrust(file.RealPath, file.Sha256));
    }
}
