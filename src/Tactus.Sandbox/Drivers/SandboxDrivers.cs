using Tactus.Policy.Grants;
using Tactus.Protocol;
using Tactus.Sandbox.Drivers.Bubblewrap;
using Tactus.Sandbox.Drivers.Docker;
using Tactus.Sandbox.Drivers.None;

namespace Tactus.Sandbox.Drivers;

/// <summary>The drivers of this build, and the choice among them. Thread-safe.</summary>
public sealed class SandboxDrivers : IDisposable
{
    private const string Install = "apt-get install bubblewrap";

    /// <summary>Creates the drivers. Nothing is started or asked yet.</summary>
    /// <param name="options">Their surroundings. Default: those of this process.</param>
    public SandboxDrivers(SandboxOptions? options = null)
    {
        SandboxOptions surroundings = options ?? new SandboxOptions();
        Docker = new DockerDriver(surroundings);
        Bubblewrap = new BubblewrapDriver(surroundings);
        None = new UnconfinedDriver(surroundings);
    }

    /// <summary>The driver <c>docker</c>.</summary>
    public DockerDriver Docker { get; }

    /// <summary>The driver <c>bubblewrap</c>.</summary>
    public BubblewrapDriver Bubblewrap { get; }

    /// <summary>The driver <c>none</c>.</summary>
    public UnconfinedDriver None { get; }

    /// <summary>All of them, in the order in which they are tried; <c>none</c> is last and never tried.</summary>
    public IReadOnlyList<ISandboxDriver> All => [Docker, Bubblewrap, None];

    /// <summary>Chooses the driver of a run.</summary>
    /// <param name="choice">What the grant says. <see cref="DriverChoice.None"/> must have come from the command line; the caller sees to that.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="TactusException">
    /// No driver can be used here (TAC5001), the one that was named cannot (TAC5003), or it is not built yet (TAC5004).
    /// </exception>
    public async ValueTask<DriverSelection> ChooseAsync(DriverChoice choice, CancellationToken cancellationToken) => choice switch
    {
        DriverChoice.Docker => await NamedAsync(Docker, cancellationToken),
        DriverChoice.Bubblewrap => await NamedAsync(Bubblewrap, cancellationToken),
        DriverChoice.None => await NamedAsync(None, cancellationToken),
        DriverChoice.Oci => throw new TactusException("TAC5004", "The driver oci is not built yet.", "Use --driver docker or --driver bubblewrap"),
        _ => await FirstAsync(cancellationToken),
    };

    /// <summary>Closes the connection to the container engine.</summary>
    public void Dispose() => Docker.Dispose();

    private static async ValueTask<DriverSelection> NamedAsync(ISandboxDriver driver, CancellationToken cancellationToken)
    {
        DriverStatus status = await driver.DetectAsync(cancellationToken);
        return status.Available
            ? new DriverSelection(driver, status, Notice: null)
            : throw new TactusException("TAC5003", $"The driver {driver.Name} cannot be used here. {status.Reason}", status.Mend);
    }

    private async ValueTask<DriverSelection> FirstAsync(CancellationToken cancellationToken)
    {
        DriverStatus docker = await Docker.DetectAsync(cancellationToken);
        if (docker.Available)
        {
            return new DriverSelection(Docker, docker, Notice: null);
        }

        DriverStatus bubblewrap = await Bubblewrap.DetectAsync(cancellationToken);
        return bubblewrap.Available
            ? new DriverSelection(Bubblewrap, bubblewrap, $"{docker.Reason} Using bubblewrap.")
            : throw new TactusException(
                "TAC5001", $"This machine has no sandbox for the guest. docker: {docker.Reason} bubblewrap: {bubblewrap.Reason}", Install);
    }
}
