using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Tactus.Sandbox.Drivers.Docker.Engine;

/// <summary>The dozen calls of the Docker Engine API that a run needs, over the engine's Unix socket. Thread-safe.</summary>
/// <remarks>An engine that does not answer shows as <see cref="HttpRequestException"/>, one that refuses as <see cref="EngineException"/>.</remarks>
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
            ConnectCallback = async (_, cancellationToken) =>
            {
                var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
                try
                {
                    await socket.ConnectAsync(new UnixDomainSocketEndPoint(endpoint.SocketPath), cancellationToken);
                    return new NetworkStream(socket, ownsSocket: true);
                }
                catch
                {
                    socket.Dispose();
                    throw;
                }
            },
        })
        {
            BaseAddress = new Uri("http://engine"),
            Timeout = Timeout.InfiniteTimeSpan,
        };
    }

    /// <summary>Asks for the version, and settles on the API that later calls use.</summary>
    internal async Task<EngineVersion> GetVersionAsync(CancellationToken cancellationToken)
    {
        EngineVersion version = await SendAsync(HttpMethod.Get, "/version", null, EngineJson.Default.EngineVersion, cancellationToken);
        if (Version.TryParse(version.MinApiVersion, out Version? oldest) && oldest > PreferredApi)
        {
            _prefix = $"/v{oldest}";
        }

        return version;
    }

    internal Task<EngineInformation> GetInformationAsync(CancellationToken cancellationToken)
        => SendAsync(HttpMethod.Get, "/info", null, EngineJson.Default.EngineInformation, cancellationToken);

    internal async Task<bool> HasImageAsync(string image, CancellationToken cancellationToken)
    {
        using HttpResponseMessage response = await _http.GetAsync($"{_prefix}/images/{image}/json", cancellationToken);
        return response.StatusCode != HttpStatusCode.NotFound
            && (response.IsSuccessStatusCode ? true : throw await ErrorAsync(response, cancellationToken));
    }

    /// <summary>Makes an image out of a file system.</summary>
    /// <param name="repository">Its name.</param>
    /// <param name="tag">Its tag.</param>
    /// <param name="archive">The file system as a tar stream.</param>
    internal async Task ImportImageAsync(string repository, string tag, Stream archive, CancellationToken cancellationToken)
    {
        using var content = new StreamContent(archive);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/x-tar");
        using HttpResponseMessage response = await _http.PostAsync(
            $"{_prefix}/images/create?fromSrc=-&repo={repository}&tag={tag}", content, cancellationToken);
        await EnsureAsync(response, cancellationToken);

        // The status is sent before the work is done; a failure comes as a line of the body.
        string body = await response.Content.ReadAsStringAsync(cancellationToken);
        foreach (string line in body.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            if (JsonSerializer.Deserialize(line, EngineJson.Default.EngineProgress)?.Error is { } error)
            {
                throw new EngineException(HttpStatusCode.InternalServerError, error);
            }
        }
    }

    internal async Task<bool> RemoveImageAsync(string image, CancellationToken cancellationToken)
    {
        using HttpResponseMessage response = await _http.DeleteAsync($"{_prefix}/images/{image}?force=true", cancellationToken);
        return response.IsSuccessStatusCode;
    }

    internal Task<ContainerCreated> CreateAsync(string name, ContainerRequest request, CancellationToken cancellationToken)
        => SendAsync(
            HttpMethod.Post,
            $"/containers/create?name={name}",
            JsonContent.Create(request, EngineJson.Default.ContainerRequest),
            EngineJson.Default.ContainerCreated,
            cancellationToken);

    internal Task<ContainerDetails> InspectAsync(string id, CancellationToken cancellationToken)
        => SendAsync(HttpMethod.Get, $"/containers/{id}/json", null, EngineJson.Default.ContainerDetails, cancellationToken);

    /// <summary>Opens the container's standard input and standard error as one two-way stream.</summary>
    internal async Task<Stream> AttachAsync(string id, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"{_prefix}/containers/{id}/attach?stream=1&stdin=1&stderr=1");
        request.Headers.Connection.Add("Upgrade");
        request.Headers.Upgrade.Add(new ProductHeaderValue("tcp"));
        HttpResponseMessage response = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        if (response.StatusCode != HttpStatusCode.SwitchingProtocols)
        {
            using (response)
            {
                throw await ErrorAsync(response, cancellationToken);
            }
        }

        return await response.Content.ReadAsStreamAsync(cancellationToken);
    }

    internal async Task StartAsync(string id, CancellationToken cancellationToken)
    {
        using HttpResponseMessage response = await _http.PostAsync($"{_prefix}/containers/{id}/start", null, cancellationToken);
        await EnsureAsync(response, cancellationToken);
    }

    /// <summary>Waits for the next end of a container. Opened before its start, so that no end is missed.</summary>
    /// <returns>A task that ends once the engine has taken the question; inside it, one that ends with the exit code.</returns>
    internal async Task<Task<int>> WaitAsync(string id, CancellationToken cancellationToken)
    {
        HttpResponseMessage response;
        using (var request = new HttpRequestMessage(HttpMethod.Post, $"{_prefix}/containers/{id}/wait?condition=next-exit"))
        {
            response = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        }

        await EnsureAsync(response, cancellationToken);
        return ReadExitCodeAsync(response, cancellationToken);
    }

    /// <summary>Kills a container. Harmless when it has ended or is gone.</summary>
    internal async Task KillAsync(string id, CancellationToken cancellationToken)
    {
        using HttpResponseMessage response = await _http.PostAsync($"{_prefix}/containers/{id}/kill?signal=KILL", null, cancellationToken);
        if (response.StatusCode is not (HttpStatusCode.NotFound or HttpStatusCode.Conflict))
        {
            await EnsureAsync(response, cancellationToken);
        }
    }

    /// <summary>Kills and removes a container. Harmless when it is gone.</summary>
    internal async Task RemoveAsync(string id, CancellationToken cancellationToken)
    {
        using HttpResponseMessage response = await _http.DeleteAsync($"{_prefix}/containers/{id}?force=true&v=true", cancellationToken);
        if (response.StatusCode is not (HttpStatusCode.NotFound or HttpStatusCode.Conflict))
        {
            await EnsureAsync(response, cancellationToken);
        }
    }

    /// <summary>Lists the containers that have a label, ended ones included.</summary>
    internal Task<IReadOnlyList<ContainerSummary>> ListAsync(string label, CancellationToken cancellationToken)
        => SendAsync(
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

    private static async Task EnsureAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        if (!response.IsSuccessStatusCode && response.StatusCode != HttpStatusCode.NotModified)
        {
            throw await ErrorAsync(response, cancellationToken);
        }
    }

    private static async Task<EngineException> ErrorAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        string body = await response.Content.ReadAsStringAsync(cancellationToken);
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

    private async Task<T> SendAsync<T>(
        HttpMethod method, string path, HttpContent? content, JsonTypeInfo<T> type, CancellationToken cancellationToken)
    {
        // What is asked before the version is settled is asked without one.
        string address = path is "/version" or "/info" ? path : _prefix + path;
        using var request = new HttpRequestMessage(method, address) { Content = content };
        using HttpResponseMessage response = await _http.SendAsync(request, cancellationToken);
        await EnsureAsync(response, cancellationToken);
        return await response.Content.ReadFromJsonAsync(type, cancellationToken) ?? throw new HttpRequestException("The engine's answer was empty.");
    }
}
