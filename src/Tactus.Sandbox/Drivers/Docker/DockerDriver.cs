using System.Net;
using System.Net.Sockets;
using Tactus.Protocol;
using Tactus.Sandbox.Arguments;
using Tactus.Sandbox.Controls;
using Tactus.Sandbox.Directories;
using Tactus.Sandbox.Drivers.Docker.Engine;
using Tactus.Sandbox.Images;

namespace Tactus.Sandbox.Drivers.Docker;

/// <summary>Confines guests in containers of a Docker Engine (or another engine with its API). Thread-safe.</summary>
public sealed class DockerDriver : ISandboxDriver, IDisposable
{
    private const string StartEngine = "Start the engine (sudo systemctl start docker), or install one: apt-get install docker.io";
    private const string JoinGroup = "Let this user reach the engine: sudo usermod -aG docker $USER, then log in again";

    // An engine on a busy machine takes its time; one that was given up too early would let a run go to another driver, or to none.
    private static readonly TimeSpan s_detectionTime = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan s_removalTime = TimeSpan.FromSeconds(5);
    private static readonly ControlTable s_table = ControlTable.Load("docker");

    private readonly SandboxOptions _options;
    private readonly Lazy<EngineClient> _engine;
    private readonly Lock _asking = new();
    private Task<DockerFacts>? _facts;

    /// <summary>Creates the driver. Nothing is asked of the engine yet.</summary>
    /// <param name="options">Its surroundings.</param>
    public DockerDriver(SandboxOptions options)
    {
        _options = options;
        _engine = new Lazy<EngineClient>(() => new EngineClient(EngineEndpoint.From(options.DockerHost)));
    }

    /// <inheritdoc/>
    public string Name => "docker";

    /// <inheritdoc/>
    public async ValueTask<DriverStatus> DetectAsync(CancellationToken cancellationToken)
    {
        try
        {
            DockerFacts facts = await Facts().WaitAsync(cancellationToken);
            IReadOnlyList<ControlStatus> controls = s_table.Evaluate(facts.Controls());
            TactusException? refusal = s_table.Refusal(controls);
            return new DriverStatus(refusal is null, facts.Version.Version, refusal?.Message ?? "", refusal?.Mend ?? "", controls);
        }
        catch (TactusException error)
        {
            return new DriverStatus(Available: false, "", error.Message, error.Mend ?? "", s_table.Evaluate(new Dictionary<string, ControlFact>(StringComparer.Ordinal)));
        }
    }

    /// <inheritdoc/>
    public ValueTask<IGuestSandbox> PrepareAsync(GuestLaunch launch, CancellationToken cancellationToken)
        => new(Task.Run(() => Prepare(launch, cancellationToken), cancellationToken));

    /// <summary>The image of a guest, to be built beforehand.</summary>
    /// <param name="guestDirectory">The directory of the guest's own files.</param>
    /// <exception cref="TactusException">There is no guest (TAC5101), or DOCKER_HOST cannot be used (TAC5110).</exception>
    public GuestImage ImageOf(string guestDirectory)
        => new(_engine.Value, new GuestRootStore(_options.Paths.Cache).Ensure(guestDirectory));

    /// <summary>Makes ready what every container needs and no run decides, so that it need not be made while the engine waits.</summary>
    /// <param name="guestDirectory">The directory of the guest's own files.</param>
    /// <exception cref="TactusException">There is no guest (TAC5101), or the cache cannot be written (TAC5104).</exception>
    public void MakeReady(string guestDirectory)
    {
        new GuestRootStore(_options.Paths.Cache).Ensure(guestDirectory);
        ContainerArguments.MakeReady();
    }

    /// <inheritdoc/>
    public async ValueTask<IReadOnlyList<string>> SweepAsync(Func<string, bool> isRunAlive, CancellationToken cancellationToken)
    {
        // Without an engine nothing of it can be left that could be reached; the next start with one sweeps.
        if (!(await DetectAsync(cancellationToken)).Available)
        {
            return [];
        }

        var removed = new List<string>();
        string owner = $"{ContainerArguments.OwnerLabel}={_options.Identity.UserId}";
        string place = ContainerArguments.PlaceOf(_options.Paths.Sockets);
        try
        {
            foreach (ContainerSummary container in await Task.Run(() => _engine.Value.List(owner, cancellationToken), cancellationToken))
            {
                // The same user may have other socket directories, in another session or in a container that shares the engine.
                if (container.Labels.TryGetValue(ContainerArguments.RunLabel, out string? run)
                    && container.Labels.GetValueOrDefault(ContainerArguments.PlaceLabel) == place
                    && !isRunAlive(run) && !SocketDirectory.IsHeld(run, _options.Paths))
                {
                    await Task.Run(() => _engine.Value.Remove(container.Id, cancellationToken), cancellationToken);
                    removed.Add($"container {container.Id[..12]} of run {run}");
                }
            }
        }
        catch (Exception error) when (error is EngineException or HttpRequestException)
        {
            throw new TactusException("TAC5113", $"The engine failed while containers were removed: {error.Message}", StartEngine, inner: error);
        }

        return removed;
    }

    /// <summary>Closes the connection to the engine.</summary>
    public void Dispose()
    {
        if (_engine.IsValueCreated)
        {
            _engine.Value.Dispose();
        }
    }

    private static void Refuse(IReadOnlyList<ControlStatus> controls)
    {
        if (s_table.Refusal(controls) is { } refusal)
        {
            throw refusal;
        }
    }

    private IGuestSandbox Prepare(GuestLaunch launch, CancellationToken cancellationToken)
    {
        DockerFacts facts = Facts().WaitAsync(cancellationToken).GetAwaiter().GetResult();
        Refuse(s_table.Evaluate(facts.Controls()));
        StoredGuestRoot root = new GuestRootStore(_options.Paths.Cache).Ensure(launch.GuestDirectory);
        var image = new GuestImage(_engine.Value, root);
        ContainerRequest request = ContainerArguments.Build(launch, image.Reference, facts, _options.Identity, _options.Clock.GetUtcNow());
        try
        {
            string id = Create(launch.RunId, request, image, cancellationToken);
            try
            {
                ContainerDetails details = _engine.Value.Inspect(id, cancellationToken);
                IReadOnlyList<ControlStatus> controls = s_table.Evaluate(ContainerCheck.Controls(details, request, facts.Controls()));
                Refuse(controls);
                return new DockerGuest(_engine.Value, id, ControlTable.Shortfalls(controls));
            }
            catch
            {
                _engine.Value.Remove(id, CancellationToken.None);
                throw;
            }
        }
        catch (Exception error) when (error is EngineException or HttpRequestException)
        {
            throw new TactusException("TAC5112", $"The engine does not make the guest's container: {error.Message}", StartEngine, inner: error);
        }
    }

    private string Create(string runId, ContainerRequest request, GuestImage image, CancellationToken cancellationToken)
    {
        string name = $"tactus-{runId}-{Guid.CreateVersion7().ToString("N")[20..]}";
        try
        {
            return CreateOnce(name, request, cancellationToken);
        }
        catch (EngineException error) when (error.Status == HttpStatusCode.NotFound)
        {
            image.Build(force: false, cancellationToken);
            return CreateOnce(name, request, cancellationToken);
        }
    }

    // The engine goes on making a container whose maker has gone away. So it is waited for, and what it made is removed.
    private string CreateOnce(string name, ContainerRequest request, CancellationToken cancellationToken)
    {
        using var abandoned = new CancellationTokenSource();
        Task<ContainerCreated> creating = Task.Run(() => _engine.Value.Create(name, request, abandoned.Token), CancellationToken.None);
        try
        {
            return creating.WaitAsync(cancellationToken).GetAwaiter().GetResult().Id;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            abandoned.CancelAfter(s_removalTime);
            RemoveWhenMade(creating, abandoned.Token);
            throw;
        }
    }

    private void RemoveWhenMade(Task<ContainerCreated> creating, CancellationToken cancellationToken)
    {
        try
        {
            _engine.Value.Remove(creating.GetAwaiter().GetResult().Id, cancellationToken);
        }
        catch (Exception error) when (error is EngineException or HttpRequestException or OperationCanceledException)
        {
            // It was not made, or the engine does not say so in time: the next start sweeps by label.
        }
    }

    // Whoever asks while an answer is on its way waits for that one: the engine needs as long for what it says of itself as for a
    // container. An answer is kept; that there was none is not, so that an engine started later is found.
    private Task<DockerFacts> Facts()
    {
        lock (_asking)
        {
            if (_facts is null or { IsFaulted: true } or { IsCanceled: true })
            {
                _facts = Task.Run(FindFacts, CancellationToken.None);
            }

            return _facts;
        }
    }

    private DockerFacts FindFacts()
    {
        EngineClient engine = _engine.Value;
        using var limit = new CancellationTokenSource(s_detectionTime);
        try
        {
            Task<EngineInformation> information = Task.Run(() => engine.GetInformation(limit.Token), CancellationToken.None);
            EngineVersion version = engine.GetVersion(limit.Token);
            return new DockerFacts(version, information.GetAwaiter().GetResult());
        }
        catch (Exception error) when (error is HttpRequestException or EngineException or SocketException)
        {
            bool isForbidden = error.GetBaseException() is SocketException { SocketErrorCode: SocketError.AccessDenied };
            string reason = (error.InnerException as SocketException)?.Message ?? error.Message;
            throw new TactusException("TAC5113", $"No container engine answers: {reason.TrimEnd('.')}.", isForbidden ? JoinGroup : StartEngine, inner: error);
        }
        catch (OperationCanceledException error)
        {
            throw new TactusException(
                "TAC5113", $"The container engine has not answered for {s_detectionTime.TotalSeconds} s.", StartEngine, inner: error);
        }
    }
}
