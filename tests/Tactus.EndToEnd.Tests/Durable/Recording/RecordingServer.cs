using System.Net;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Tactus.EndToEnd.Tests.Fixtures;

namespace Tactus.EndToEnd.Tests.Durable.Recording;

/// <summary>A real HTTP server on loopback: the world outside, which remembers every request that reached it.</summary>
internal sealed class RecordingServer : IAsyncDisposable
{
    private readonly List<RecordedRequest> _requests = [];
    private readonly Func<RecordedRequest, JsonObject> _answer;
    private readonly WebApplication _app;
    private int _connections;

    private RecordingServer(Func<RecordedRequest, JsonObject> answer)
    {
        _answer = answer;
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(options => options.Listen(IPAddress.Loopback, 0, listen => listen.Use(Counting)));
        _app = builder.Build();
        _app.Run(ServeAsync);
    }

    /// <summary>Its port.</summary>
    public int Port => new Uri(_app.Urls.First()).Port;

    /// <summary>Every request so far, in the order in which they arrived.</summary>
    public IReadOnlyList<RecordedRequest> Requests
    {
        get
        {
            lock (_requests)
            {
                return [.. _requests];
            }
        }
    }

    /// <summary>How many requests have arrived.</summary>
    public int Count
    {
        get
        {
            lock (_requests)
            {
                return _requests.Count;
            }
        }
    }

    /// <summary>Happens when a request was recorded, before it is answered. Default: nothing.</summary>
    public Func<RecordedRequest, Task>? BeforeAnswer { get; set; }

    /// <summary>Happens when an answer has left. Default: nothing.</summary>
    public Func<RecordedRequest, Task>? AfterAnswer { get; set; }

    /// <summary>Listens.</summary>
    /// <param name="answer">Gives the answer to a request; called for one request at a time.</param>
    public static async Task<RecordingServer> StartAsync(Func<RecordedRequest, JsonObject> answer)
    {
        var server = new RecordingServer(answer);
        await server._app.StartAsync();
        return server;
    }

    /// <summary>Waits until no connection is open: then nothing that a dead client sent is still under way.</summary>
    public Task QuietAsync() => Until.HoldsAsync("the end of the connections of a client that is dead", () => Volatile.Read(ref _connections) == 0);

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private ConnectionDelegate Counting(ConnectionDelegate next) => async connection =>
    {
        Interlocked.Increment(ref _connections);
        try
        {
            await next(connection);
        }
        finally
        {
            Interlocked.Decrement(ref _connections);
        }
    };

    private async Task ServeAsync(HttpContext context)
    {
        using var reader = new StreamReader(context.Request.Body);
        string body = await reader.ReadToEndAsync();
        RecordedRequest request;
        string answer;
        lock (_requests)
        {
            var parsed = body.Length == 0 ? [] : (JsonObject)JsonNode.Parse(body)!;
            string key = context.Request.Headers["Idempotency-Key"].ToString();
            request = new RecordedRequest(_requests.Count + 1, context.Request.Method, context.Request.Path.Value ?? "", key, parsed);
            _requests.Add(request);
            answer = _answer(request).ToJsonString();
        }

        if (BeforeAnswer is { } before)
        {
            await before(request);
        }

        if (AfterAnswer is { } after)
        {
            context.Response.OnCompleted(() => after(request));
        }

        context.Response.ContentType = "application/json";
        await context.Response.WriteAsync(answer);
    }
}
