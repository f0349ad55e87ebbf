namespace Tactus.Policy.Grants;

/// <summary>The layers of configuration, from the weakest to the strongest.</summary>
public enum ConfigurationLayer
{
    /// <summary>Built in.</summary>
    Default,

    /// <summary><c>/etc/tactus/config.yml</c>.</summary>
    System,

    /// <summary><c>~/.config/tactus/config.yml</c>.</summary>
    User,

    /// <summary><c>.tactus/config.yml</c>, the nearest upward.</summary>
    Project,

    /// <summary><c>NAME.tac.yml</c> beside the procedure.</summary>
    Sidecar,

    /// <summary>The command line.</summary>
    Flag,

    /// <summary>What the procedure says about itself; it can only narrow.</summary>
    Procedure,

    /// <summary>What an earlier execution of the same run was granted; a ceiling for its later ones.</summary>
    Recorded,
}
