using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Tactus.Sandbox.Drivers.Docker.Engine;

/// <summary>The dozen calls of the Docker Engine API that a run needs, over the engine's Unix socket. Thread-safe.</summary>
/// <remarks>
/// Its calls block: the framework compiles the waiting half of every asynchronous method at its first wait, and there are so many of them
/// under an HTTP call that a run's start was slower for it. Callers give them a thread of the pool.
/// An engine that does not answer shows as <see cref="HttpRequestException"/>, one that refuses as <see cref="EngineException"/>.
/// </remarks>
internal sealed class EngineClient : IDisposable
{
    /// <summary>The API whose words this room uses; a newer engine that has dropped it is spoken to in its oldest one.</summary>
    internal static readonly Version PreferredApi = new(1, 41);

    private readonly HttpClient _http;
    private string _prefix = $"/v{PreferredApi}";

    internal EngineClient(EngineEndpoint endpoint)
    {
        _http = new HttpClient(new SocketsHttpHandler
        {
            UseProxy = false,
            UseCookies = false,
            AllowAutoRedirect = false,
            AutomaticDecompression = DecompressionMethods.None,
            ConnectCallback = (_, _) => ValueTask.FromResult(Connect(endpoint)),
        })
        {
            BaseAddress = new Uri("http://engine"),
            Timeout = Timeout.InfiniteTimeSpan,
        };
    }

    /// <summary>Asks for the version, and settles on the API that later calls use.</summary>
    internal EngineVersion GetVersion(CancellationToken cancellationToken)
    {
        EngineVersion version = Send(HttpMethod.Get, "/version", null, EngineJson.Default.EngineVersion, cancellationToken);
        if (Version.TryParse(version.MinApiVersion, out Version? oldest) && oldest > PreferredApi)
        {
            _prefix = $"/v{oldest}";
        }

        return version;
    }

    internal EngineInformation GetInformation(CancellationToken cancellationToken)
        => Send(HttpMethod.Get, "/info", null, EngineJson.Default.EngineInformation, cancellationToken);

    internal bool HasImage(string image, CancellationToken cancellationToken)
    {
        using HttpResponseMessage response = Exchange(HttpMethod.Get, $"{_prefix}/images/{image}/json", cancellationToken);
        return response.StatusCode != HttpStatusCode.NotFound
            && (response.IsSuccessStatusCode ? true : throw Error(response, cancellationToken));
    }

    /// <summary>Makes an image out of a file system.</summary>
    /// <param name="repository">Its name.</param>
    /// <param name="tag">Its tag.</param>
    /// <param name="archive">The file system as a tar stream.</param>
    internal void ImportImage(string repository, string tag, Stream archive, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"{_prefix}/images/create?fromSrc=-&repo={repository}&tag={tag}")
        {
            Content = new StreamContent(archive) { Headers = { ContentType = new MediaTypeHeaderValue("application/x-tar") } },
        };
        using HttpResponseMessage response = _http.Send(request, cancellationToken);
        Ensure(response, cancellationToken);

        // The status is sent before the work is done; a failure comes as a line of the body.
        foreach (string line in ReadText(response, cancellationToken).Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            if (JsonSerializer.Deserialize(line, EngineJson.Default.EngineProgress)?.Error is { } error)
            {
                throw new EngineException(HttpStatusCode.InternalServerError, error);
            }
        }
    }

    internal bool RemoveImage(string image, CancellationToken cancellationToken)
    {
        using HttpResponseMessage response = Exchange(HttpMethod.Delete, $"{_prefix}/images/{image}?force=true", cancellationToken);
        return response.IsSuccessStatusCode;
    }

    internal ContainerCreated Create(string name, ContainerRequest request, CancellationToken cancellationToken)
        => Send(
            HttpMethod.Post,
            $"/containers/create?name={name}",
            JsonContent.Create(request, EngineJson.Default.ContainerRequest),
            EngineJson.Default.ContainerCreated,
            cancellationToken);

    internal ContainerDetails Inspect(string id, CancellationToken cancellationToken)
        => Send(HttpMethod.Get, $"/containers/{id}/json", null, EngineJson.Default.ContainerDetails, cancellationToken);

    /// <summary>Opens the container's standard input and standard error as one two-way stream.</summary>
    internal Stream Attach(string id, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"{_prefix}/containers/{id}/attach?stream=1&stdin=1&stderr=1");
        request.Headers.Connection.Add("Upgrade");
        request.Headers.Upgrade.Add(new ProductHeaderValue("tcp"));
        HttpResponseMessage response = _http.Send(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        if (response.StatusCode != HttpStatusCode.SwitchingProtocols)
        {
            using (response)
            {
                throw Error(response, cancellationToken);
            }
        }

        return response.Content.ReadAsStream(cancellationToken);
    }

    internal void Start(string id, CancellationToken cancellationToken)
    {
        using HttpResponseMessage response = Exchange(HttpMethod.Post, $"{_prefix}/containers/{id}/start", cancellationToken);
        Ensure(response, cancellationToken);
    }

    /// <summary>Waits for the next end of a container. Opened before its start, so that no end is missed.</summary>
    /// <returns>Once the engine has taken the question: a task that ends with the exit code.</returns>
    internal Task<int> Wait(string id, CancellationToken cancellationToken)
    {
        HttpResponseMessage response;
        using (var request = new HttpRequestMessage(HttpMethod.Post, $"{_prefix}/containers/{id}/wait?condition=next-exit"))
        {
            response = _http.Send(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        }

        Ensure(response, cancellationToken);
        return ReadExitCodeAsync(response, cancellationToken);
    }

    /// <summary>Kills a container. Harmless when it has ended or is gone.</summary>
    internal void Kill(string id, CancellationToken cancellationToken)
    {
        using HttpResponseMessage response = Exchange(HttpMethod.Post, $"{_prefix}/containers/{id}/kill?signal=KILL", cancellationToken);
        if (response.StatusCode is not (HttpStatusCode.NotFound or HttpStatusCode.Conflict))
        {
            Ensure(response, cancellationToken);
        }
    }

    /// <summary>Kills and removes a container. Harmless when it is gone.</summary>
    internal void Remove(string id, CancellationToken cancellationToken)
    {
        using HttpResponseMessage response = Exchange(HttpMethod.Delete, $"{_prefix}/containers/{id}?force=true&v=true", cancellationToken);
        if (response.StatusCode is not (HttpStatusCode.NotFound or HttpStatusCode.Conflict))
        {
            Ensure(response, cancellationToken);
        }
    }

    /// <summary>Lists the containers that have a label, ended ones included.</summary>
    internal IReadOnlyList<ContainerSummary> List(string label, CancellationToken cancellationToken)
        => Send(
            HttpMethod.Get,
            "/containers/json?all=1&filters=" + Uri.EscapeDataString($$"""{"label":["{{label}}"]}"""),
            null,
            EngineJson.Default.ContainerSummaries,
            cancellationToken);

    public void Dispose() => _http.Dispose();

    private static async Task<int> ReadExitCodeAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        using (response)
        {
            ContainerWaited? waited = await response.Content.ReadFromJsonAsync(EngineJson.Default.ContainerWaited, cancellationToken);
            return waited?.StatusCode ?? throw new HttpRequestException("The engine's answer was empty.");
        }
    }

    private static void Ensure(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        if (!response.IsSuccessStatusCode && response.StatusCode != HttpStatusCode.NotModified)
        {
            throw Error(response, cancellationToken);
        }
    }

    private static EngineException Error(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        string body = ReadText(response, cancellationToken);
        try
        {
            body = JsonSerializer.Deserialize(body, EngineJson.Default.EngineError)?.Message ?? body;
        }
        catch (JsonException)
        {
            body = body.Trim();
        }

        return new EngineException(response.StatusCode, body);
    }

    private static Stream Connect(EngineEndpoint endpoint)
    {
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            socket.Connect(new UnixDomainSocketEndPoint(endpoint.SocketPath));
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private static string ReadText(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        using var reader = new StreamReader(response.Content.ReadAsStream(cancellationToken));
        return reader.ReadToEnd();
    }

    private HttpResponseMessage Exchange(HttpMethod method, string address, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(method, address);
        return _http.Send(request, cancellationToken);
    }

    private T Send<T>(HttpMethod method, string path, HttpContent? content, JsonTypeInfo<T> type, CancellationToken cancellationToken)
    {
        // What is asked before the version is settled is asked without one.
        string address = path is "/version" or "/info" ? path : _prefix + path;
        using var request = new HttpRequestMessage(method, address) { Content = content };
        using HttpResponseMessage response = _http.Send(request, cancellationToken);
        Ensure(response, cancellationToken);
        using Stream body = response.Content.ReadAsStream(cancellationToken);
        return JsonSerializer.Deserialize(body, type) ?? throw new HttpRequestException("The engine's answer was empty.");
    }
}
