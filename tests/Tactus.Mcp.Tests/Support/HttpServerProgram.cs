using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Tactus.Mcp.Packages;

namespace Tactus.Mcp.Tests.Support;

/// <summary>A real MCP server that listens on a loopback port, as somebody else would run it.</summary>
internal sealed class HttpServerProgram : IAsyncDisposable
{
    private readonly Process _process;
    private bool _ended;

    private HttpServerProgram(Process process, int port)
    {
        _process = process;
        Port = port;
    }

    public int Port { get; }

    public static async Task<HttpServerProgram> StartAsync(InstalledPackage package, string mode)
    {
        int port = FreePort();
        var start = new ProcessStartInfo("/usr/bin/node", [Path.Combine(package.Folder, package.Record.Program), mode])
        {
            UseShellExecute = false, RedirectStandardError = true, RedirectStandardOutput = true, Environment = { ["PORT"] = port.ToString() },
        };
        Process process = Process.Start(start)!;
        var server = new HttpServerProgram(process, port);
        await server.ListensAsync();
        return server;
    }

    public async ValueTask DisposeAsync()
    {
        if (_ended)
        {
            return;
        }

        _ended = true;
        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    // It says so on one of its streams, in words that change; the port itself is asked instead.
    private async Task ListensAsync()
    {
        _ = _process.StandardOutput.ReadToEndAsync();
        _ = _process.StandardError.ReadToEndAsync();
        using var pace = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (!await AcceptsAsync(patience.Token))
        {
            await pace.WaitForNextTickAsync(patience.Token);
        }
    }

    private async Task<bool> AcceptsAsync(CancellationToken cancellationToken)
    {
        try
        {
            using var client = new TcpClient();
            await client.ConnectAsync(IPAddress.Loopback, Port, cancellationToken);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
