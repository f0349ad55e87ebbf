using System.Text;
using System.Text.Json;
using Tactus.Protocol;
using Tactus.Sandbox.Drivers.Docker.Engine;
using Tactus.Sandbox.Processes;

namespace Tactus.Sandbox.Drivers.Docker;

/// <summary>A guest in a container.</summary>
/// <remarks>
/// The container starts as soon as it is prepared, because that takes the engine a tenth of a second, and the guest does nothing
/// before it has its token. <see cref="StartAsync"/> hands that over; the engine keeps it for a container that is still starting.
/// </remarks>
internal sealed class DockerGuest : IGuestSandbox
{
    private const int ErrorOutputLimit = 8 * 1024;
    private static readonly TimeSpan s_removalTime = TimeSpan.FromSeconds(10);

    private readonly EngineClient _engine;
    private readonly string _id;
    private readonly TailSink _errors = new(ErrorOutputLimit);
    private readonly CancellationTokenSource _abandoned = new();
    private readonly Task<Stream> _streams;
    private readonly Task<DockerSession> _session;

    internal DockerGuest(EngineClient engine, string id, IReadOnlyList<string> controls)
    {
        _engine = engine;
        _id = id;
        Controls = controls;
        _streams = Task.Run(() => engine.Attach(id, _abandoned.Token), CancellationToken.None);
        _session = Task.Run(Open, CancellationToken.None);
    }

    public IReadOnlyList<string> Controls { get; }

    /// <summary>The container's id.</summary>
    internal string Id => _id;

    public async ValueTask StartAsync(ReadOnlyMemory<byte> token, CancellationToken cancellationToken)
    {
        try
        {
            Stream streams = await _streams.WaitAsync(cancellationToken);
            await streams.WriteAsync(token, cancellationToken);
            await streams.FlushAsync(cancellationToken);
            await _session.WaitAsync(cancellationToken);
        }
        catch (Exception error) when (IsEngineFailure(error))
        {
            throw new TactusException(
                "TAC5114", $"The engine does not start the guest: {error.Message}", "tactus sandbox probe --driver docker", inner: error);
        }
    }

    public async ValueTask<GuestExit> WaitAsync(CancellationToken cancellationToken)
    {
        try
        {
            DockerSession session = await _session.WaitAsync(cancellationToken);
            int code = await session.Exit.WaitAsync(cancellationToken);
            await session.Errors.WaitAsync(cancellationToken);
            if (code == 0)
            {
                // It ended of its own accord: there is no reason to ask the engine for.
                return new GuestExit(code, OutOfMemory: false, DriverFailure: null, ErrorText());
            }

            ContainerDetails details = await Task.Run(() => _engine.Inspect(_id, cancellationToken), cancellationToken);
            return new GuestExit(code, details.State.OOMKilled, DriverFailure: null, ErrorText());
        }
        catch (Exception error) when (IsEngineFailure(error))
        {
            return new GuestExit(255, OutOfMemory: false, "the container engine failed during the run: " + error.Message, ErrorText());
        }
    }

    public async ValueTask KillAsync()
    {
        // A container that is being started cannot be killed yet, but it can be removed.
        await TryAsync(cancellation =>
        {
            if (_session.IsCompleted)
            {
                _engine.Kill(_id, cancellation);
            }
            else
            {
                _engine.Remove(_id, cancellation);
            }
        });
    }

    public async ValueTask DisposeAsync()
    {
        // What a dead engine keeps from being removed is swept at the next start, by its labels.
        await TryAsync(cancellation => _engine.Remove(_id, cancellation));
        await _abandoned.CancelAsync();
        await Task.WhenAny(_session);
        await Task.WhenAny(_streams);
        if (_streams.IsCompletedSuccessfully)
        {
            await (await _streams).DisposeAsync();
        }

        _abandoned.Dispose();
    }

    private static bool IsEngineFailure(Exception error) => error is EngineException or HttpRequestException or IOException or JsonException;

    private static async Task<bool> TryAsync(Action<CancellationToken> call)
    {
        using var limit = new CancellationTokenSource(s_removalTime);
        try
        {
            await Task.Run(() => call(limit.Token), CancellationToken.None);
            return true;
        }
        catch (Exception error) when (IsEngineFailure(error) || error is OperationCanceledException)
        {
            return false;
        }
    }

    private DockerSession Open()
    {
        Task<int> exit = _engine.Wait(_id, _abandoned.Token);
        Stream streams = _streams.GetAwaiter().GetResult();
        Task errors = new AttachedOutput(streams).CopyErrorsAsync(_errors, _abandoned.Token);
        try
        {
            _engine.Start(_id, _abandoned.Token);
        }
        catch
        {
            streams.Dispose();
            throw;
        }

        return new DockerSession(exit, errors);
    }

    private string ErrorText() => Encoding.UTF8.GetString(_errors.Content);
}
