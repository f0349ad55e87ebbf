using Tactus.Broker.Gate;
using Tactus.Protocol.Values;

namespace Tactus.Mcp.Servers;

/// <summary>One server of a run: started at its first use, started again after it ended, held to its times. Thread-safe.</summary>
/// <param name="settings">Its name and times.</param>
/// <param name="start">Starts it and waits for its first answer.</param>
/// <param name="clock">The one clock.</param>
internal sealed class McpServer(McpServerSettings settings, Func<CancellationToken, Task<IMcpSession>> start, TimeProvider clock) : IAsyncDisposable
{
    /// <summary>Tools of one server.</summary>
    internal const int MaxTools = 2000;

    /// <summary>Characters of all tools of one server: their names, descriptions and schemas.</summary>
    internal const int MaxToolText = 8 * 1024 * 1024;

    /// <summary>Starts in one run.</summary>
    internal const int MaxStarts = 5;

    private static readonly TimeSpan s_signOfLife = TimeSpan.FromSeconds(2);

    private readonly SemaphoreSlim _starting = new(1);
    private readonly CancellationTokenSource _over = new();
    private IMcpSession? _session;
    private int _starts;
    private string _lastEnd = "";

    /// <summary>The server's tools.</summary>
    /// <exception cref="EffectException">It could not be started, ended, was late, or refused.</exception>
    public async ValueTask<IReadOnlyList<McpTool>> ListToolsAsync(CancellationToken cancellationToken) =>
        await AskAsync("tools/list", (session, token) => session.ListToolsAsync(token), cancellationToken);

    /// <summary>Calls a tool.</summary>
    /// <exception cref="EffectException">As for <see cref="ListToolsAsync"/>.</exception>
    public async ValueTask<Value> CallAsync(McpCall call, CancellationToken cancellationToken) =>
        await AskAsync(call.Tool, (session, token) => session.CallAsync(call, token), cancellationToken);

    /// <summary>Ends it.</summary>
    public async ValueTask DisposeAsync()
    {
        await _over.CancelAsync();
        await _starting.WaitAsync();
        if (_session is { } session)
        {
            await session.DisposeAsync();
        }

        // Nothing waits for it any more, and whoever comes later finds that it is over.
        _starting.Release();
    }

    private async ValueTask<T> AskAsync<T>(string what, Func<IMcpSession, CancellationToken, ValueTask<T>> ask, CancellationToken cancellationToken)
    {
        IMcpSession session = await EnsureAsync(cancellationToken);
        using var timeout = new CancellationTokenSource(settings.Timeout, clock);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken, _over.Token);
        try
        {
            return await ask(session, linked.Token);
        }
        catch (OperationCanceledException) when (timeout.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            await EndUnlessAliveAsync(session);
            throw McpErrors.Late(settings.Name, what, settings.Timeout);
        }
        catch (HttpRequestException error)
        {
            throw McpErrors.Unreachable(settings.Name, error.GetBaseException().Message);
        }
        catch (Exception error) when (error is IOException or InvalidOperationException or ObjectDisposedException)
        {
            throw McpErrors.Crashed(settings.Name, await session.DescribeEndAsync());
        }
    }

    private async ValueTask<IMcpSession> EnsureAsync(CancellationToken cancellationToken)
    {
        await _starting.WaitAsync(cancellationToken);
        try
        {
            _over.Token.ThrowIfCancellationRequested();
            if (_session is { HasEnded: false } running)
            {
                return running;
            }

            if (_session is { } ended)
            {
                _lastEnd = await ended.DescribeEndAsync();
                _session = null;
                await ended.DisposeAsync();
            }

            if (_starts == MaxStarts)
            {
                throw McpErrors.TooManyStarts(settings.Name, MaxStarts, _lastEnd);
            }

            _starts++;
            using var linked = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _over.Token);
            _session = await start(linked.Token);
            return _session;
        }
        catch (EffectException failure)
        {
            _lastEnd = failure.Message;
            throw;
        }
        finally
        {
            _starting.Release();
        }
    }

    // A server that is only slow at this call keeps its other ones; one that hangs is ended, and the next call starts it again.
    private async Task EndUnlessAliveAsync(IMcpSession session)
    {
        using var patience = new CancellationTokenSource(s_signOfLife, clock);
        try
        {
            await session.PingAsync(patience.Token);
        }
        catch (Exception error) when (error is OperationCanceledException or IOException or InvalidOperationException or HttpRequestException
            or EffectException)
        {
            await session.DisposeAsync();
        }
    }
}
