namespace Tactus.Simulation.Tests.Running;

/// <summary>How one execution ended.</summary>
internal enum LifeEnd
{
    /// <summary>It wrote how.</summary>
    Written,

    /// <summary>The host died in it.</summary>
    HostDied,

    /// <summary>Another had taken the run over.</summary>
    Superseded,
}
