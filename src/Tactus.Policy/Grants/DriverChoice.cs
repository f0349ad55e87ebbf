namespace Tactus.Policy.Grants;

/// <summary>The drivers a person may name.</summary>
public enum DriverChoice
{
    /// <summary>The first of docker, oci, bubblewrap that this machine can run.</summary>
    Auto,

    /// <summary>A container of the Docker Engine.</summary>
    Docker,

    /// <summary>A container of runc; not built yet.</summary>
    Oci,

    /// <summary>A sandbox of bubblewrap.</summary>
    Bubblewrap,

    /// <summary>The guest's own lock-down alone.</summary>
    None,
}
