using System.Net.Sockets;
using System.Text.Json;

namespace Tactus.EndToEnd.Tests.Fixtures;

/// <summary>The machine's container engine, asked over its socket and without the program's own client.</summary>
internal static class ContainerEngine
{
    private static readonly HttpClient s_http = Client();

    /// <summary>Where it listens.</summary>
    public static string SocketPath { get; } =
        Environment.GetEnvironmentVariable("DOCKER_HOST") is { } host && host.StartsWith("unix://", StringComparison.Ordinal)
            ? host["unix://".Length..]
            : "/var/run/docker.sock";

    /// <summary>True when it answers.</summary>
    public static bool Answers()
    {
        try
        {
            using HttpResponseMessage response = s_http.GetAsync("/_ping").GetAwaiter().GetResult();
            return response.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    /// <summary>Ids of the containers of a run, ended ones included.</summary>
    public static async Task<IReadOnlyList<string>> ContainersOfAsync(string runId)
    {
        string filter = Uri.EscapeDataString($$"""{"label":["tactus.run={{runId}}"]}""");
        using JsonDocument answer = JsonDocument.Parse(await s_http.GetStringAsync($"/v1.41/containers/json?all=1&filters={filter}"));
        return [.. answer.RootElement.EnumerateArray().Select(each => each.GetProperty("Id").GetString()!)];
    }

    /// <summary>The id of a container's first process on this machine; 0 when it does not run, or is there no more.</summary>
    public static async Task<int> ProcessOfAsync(string container)
    {
        using HttpResponseMessage response = await s_http.GetAsync($"/v1.41/containers/{container}/json");
        if (response.StatusCode == System.Net.HttpStatusCode.NotFound)
        {
            return 0;
        }

        response.EnsureSuccessStatusCode();
        using JsonDocument answer = JsonDocument.Parse(await response.Content.ReadAsStringAsync());
        return answer.RootElement.GetProperty("State").GetProperty("Pid").GetInt32();
    }

    /// <summary>What the engine answers to a GET, as bytes.</summary>
    /// <param name="path">Path without the API's version, such as <c>/containers/json</c>.</param>
    public static Task<byte[]> GetAsync(string path) => s_http.GetByteArrayAsync("/v1.41" + path);

    private static HttpClient Client() => new(new SocketsHttpHandler
    {
        UseProxy = false,
        ConnectCallback = static async (_, cancellationToken) =>
        {
            var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
            try
            {
                await socket.ConnectAsync(new UnixDomainSocketEndPoint(SocketPath), cancellationToken);
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
        Timeout = TimeSpan.FromSeconds(30),
    };
}
