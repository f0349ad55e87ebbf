using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Tactus.EndToEnd.Tests.Security.Support;

/// <summary>An HTTP server on loopback that keeps every request as it came over the wire, unread by any library that would tidy it.</summary>
internal sealed class WireServer : IDisposable
{
    private const string HeadEnd = "\r\n\r\n";

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly ConcurrentQueue<string> _requests = new();
    private readonly Func<string, WireAnswer> _answer;

    /// <summary>Listens.</summary>
    /// <param name="answer">Gives the answer to a request.</param>
    public WireServer(Func<string, WireAnswer> answer)
    {
        _answer = answer;
        _listener.Start();
        _ = AcceptAsync();
    }

    /// <summary>Its port.</summary>
    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>Every request so far: head and body.</summary>
    public IReadOnlyList<string> Requests => [.. _requests];

    public void Dispose() => _listener.Dispose();

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                _ = ServeAsync(await _listener.AcceptTcpClientAsync());
            }
        }
        catch (Exception error) when (error is SocketException or ObjectDisposedException)
        {
            // It was disposed.
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using (client)
        {
            try
            {
                NetworkStream stream = client.GetStream();
                string request = await ReadAsync(stream);
                if (request.Length > 0)
                {
                    _requests.Enqueue(request);
                    await WriteAsync(stream, _answer(request));
                }
            }
            catch (IOException)
            {
                // The client went away.
            }
        }
    }

    private static async Task<string> ReadAsync(NetworkStream stream)
    {
        var text = new StringBuilder();
        byte[] buffer = new byte[8192];
        while (!IsWhole(text.ToString()))
        {
            int count = await stream.ReadAsync(buffer);
            if (count == 0)
            {
                break;
            }

            text.Append(Encoding.Latin1.GetString(buffer, 0, count));
        }

        return text.ToString();
    }

    private static bool IsWhole(string text)
    {
        int end = text.IndexOf(HeadEnd, StringComparison.Ordinal);
        if (end < 0)
        {
            return false;
        }

        string? length = text[..end].Split("\r\n").FirstOrDefault(line => line.StartsWith("Content-Length:", StringComparison.OrdinalIgnoreCase));
        return length is null || text.Length - end - HeadEnd.Length >= int.Parse(length.Split(':')[1]);
    }

    // One chunk at a time, each flushed: what is cut between two chunks arrives in two reads.
    private static async Task WriteAsync(NetworkStream stream, WireAnswer answer)
    {
        string head = $"HTTP/1.1 {answer.Status}\r\nConnection: close\r\nTransfer-Encoding: chunked\r\n{string.Concat(answer.Headers.Select(header => header + "\r\n"))}\r\n";
        await stream.WriteAsync(Encoding.Latin1.GetBytes(head));
        foreach (byte[] chunk in answer.Chunks.Select(Encoding.UTF8.GetBytes))
        {
            await stream.WriteAsync(Encoding.Latin1.GetBytes($"{chunk.Length:x}\r\n"));
            await stream.WriteAsync(chunk);
            await stream.WriteAsync("\r\n"u8.ToArray());
            await stream.FlushAsync();
        }

        await stream.WriteAsync("0\r\n\r\n"u8.ToArray());
    }
}
