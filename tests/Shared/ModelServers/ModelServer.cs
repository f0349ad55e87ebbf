using System.Net;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Tactus.Tests.ModelServers;

/// <summary>A real HTTP server on loopback that speaks the protocol of a provider of models, and remembers what it was asked.</summary>
internal sealed class ModelServer : IAsyncDisposable
{
    private readonly List<ModelRequest> _requests = [];
    private readonly CancellationTokenSource _end = new();
    private readonly Func<ModelRequest, ModelReply> _answer;
    private readonly WebApplication _app;

    private ModelServer(Func<ModelRequest, ModelReply> answer)
    {
        _answer = answer;
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(options => options.Listen(IPAddress.Loopback, 0));
        _app = builder.Build();
        _app.Run(ServeAsync);
    }

    /// <summary>Where it listens, for instance <c>http://127.0.0.1:4711</c>.</summary>
    public string Url => _app.Urls.First();

    /// <summary>Happens when a request was remembered, before it is answered. Default: nothing.</summary>
    public Func<ModelRequest, Task>? BeforeAnswer { get; set; }

    /// <summary>Happens when the pieces of a reply have left, before its end. Default: nothing.</summary>
    public Func<ModelRequest, Task>? BeforeEnd { get; set; }

    /// <summary>Every request so far, in the order of arrival.</summary>
    public IReadOnlyList<ModelRequest> Requests
    {
        get
        {
            lock (_requests)
            {
                return [.. _requests];
            }
        }
    }

    /// <summary>Listens.</summary>
    /// <param name="answer">Gives the reply to a request; called for one request at a time.</param>
    public static async Task<ModelServer> StartAsync(Func<ModelRequest, ModelReply> answer)
    {
        var server = new ModelServer(answer);
        await server._app.StartAsync();
        return server;
    }

    /// <summary>Listens, and gives these replies one after the other.</summary>
    public static Task<ModelServer> StartAsync(params ModelReply[] replies) =>
        StartAsync(request => request.Number <= replies.Length ? replies[request.Number - 1] : throw new InvalidOperationException("asked more often than there are replies"));

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await _app.DisposeAsync();
        _end.Dispose();
    }

    private async Task ServeAsync(HttpContext context)
    {
        using var reader = new StreamReader(context.Request.Body);
        string body = await reader.ReadToEndAsync();
        ModelRequest request;
        ModelReply reply;
        lock (_requests)
        {
            request = new ModelRequest(
                _requests.Count + 1,
                context.Request.Path.Value ?? "",
                context.Request.Headers.ToDictionary(header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase),
                (JsonObject)JsonNode.Parse(body)!);
            _requests.Add(request);
            reply = _answer(request);
        }

        if (BeforeAnswer is { } before)
        {
            await before(request);
        }

        await SendAsync(context, request, reply);
    }

    private async Task SendAsync(HttpContext context, ModelRequest request, ModelReply reply)
    {
        context.Response.StatusCode = reply.Status;
        context.Response.ContentType = reply.ContentType ?? (request.Streams ? "text/event-stream" : "application/json");
        foreach ((string name, string value) in reply.Headers)
        {
            context.Response.Headers[name] = value;
        }

        if (reply.Ending == ReplyEnding.Cut)
        {
            // A body that promises more than it brings: what was sent arrives, and then the connection ends. A reset could overtake it.
            context.Response.ContentLength = 1 << 20;
        }

        foreach (string piece in reply.Pieces(request))
        {
            await context.Response.WriteAsync(piece);
            await context.Response.Body.FlushAsync();
        }

        if (BeforeEnd is { } before)
        {
            await before(request);
        }

        if (reply.Ending == ReplyEnding.Hang)
        {
            using var gone = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, _end.Token);
            await Task.Delay(Timeout.InfiniteTimeSpan, gone.Token).ContinueWith(static _ => { }, TaskScheduler.Default);
        }
    }
}
