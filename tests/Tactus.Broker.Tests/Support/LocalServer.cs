using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Tactus.Broker.Tests.Support;

/// <summary>A real HTTP server on a loopback port, which remembers what it was asked.</summary>
internal sealed class LocalServer : IAsyncDisposable
{
    private readonly WebApplication _app;

    private LocalServer(WebApplication app) => _app = app;

    public List<(string Method, string Target, IHeaderDictionary Headers, string Body)> Requests { get; } = [];

    public string Url => _app.Urls.First();

    public Uri Uri => new(Url);

    public static async Task<LocalServer> StartAsync(Func<HttpContext, int, Task> answer)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        WebApplication app = builder.Build();
        var server = new LocalServer(app);
        app.Run(async context =>
        {
            using var reader = new StreamReader(context.Request.Body);
            string body = await reader.ReadToEndAsync();
            int number;
            lock (server.Requests)
            {
                string target = context.Features.Get<Microsoft.AspNetCore.Http.Features.IHttpRequestFeature>()!.RawTarget;
                server.Requests.Add((context.Request.Method, target, new HeaderDictionary(context.Request.Headers.ToDictionary()), body));
                number = server.Requests.Count;
            }

            await answer(context, number);
        });
        await app.StartAsync();
        return server;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();
}
