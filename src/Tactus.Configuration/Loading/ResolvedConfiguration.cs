using Tactus.Configuration.Files;
using Tactus.Policy.Grants;
using Tactus.Policy.Layers;
using Tactus.Protocol;

namespace Tactus.Configuration.Loading;

/// <summary>What all files and flags give together. Immutable.</summary>
public sealed class ResolvedConfiguration
{
    private readonly ConfigurationResolution resolution;

    internal ResolvedConfiguration(ConfigurationResolution resolution, MergedSettings merged, IReadOnlyList<UntrustedWidening> widenings)
    {
        this.resolution = resolution;
        Settings = merged.Settings;
        Cuts = merged.Cuts;
        UntrustedWidenings = widenings;
        Grant = GrantBuilder.Build(merged.Settings);
    }

    /// <summary>The grant. While <see cref="UntrustedWidenings"/> holds anything it is narrower than the files ask for.</summary>
    public Grant Grant { get; }

    /// <summary>Every leaf with its value and where it came from.</summary>
    public IReadOnlyDictionary<string, Setting> Settings { get; }

    /// <summary>What untrusted files want and do not get. A run begins only when it is empty: ask the person, or refuse.</summary>
    public IReadOnlyList<UntrustedWidening> UntrustedWidenings { get; }

    /// <summary>What ceilings cut; worth telling when the command line asked for more.</summary>
    public IReadOnlyList<CeilingCut> Cuts { get; }

    /// <summary>The files that were read, the weakest layer first.</summary>
    public IReadOnlyList<ConfigurationFile> Files => resolution.Files;

    /// <summary>What is wrong with files that were left out because <see cref="ConfigurationRequest.LeavesOutWrongFiles"/> allows it.</summary>
    public IReadOnlyList<TactusException> LeftOut => resolution.LeftOut;

    /// <summary>The same readings resolved again with a file trusted, because a person has just said so. Nothing is read again.</summary>
    /// <param name="file">One of <see cref="Files"/>.</param>
    public ResolvedConfiguration Trusting(ConfigurationFile file) => resolution.Trusting(file);
}
