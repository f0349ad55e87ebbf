using System.Formats.Tar;
using System.IO.Compression;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;

namespace Tactus.Mcp.Tests.Support;

/// <summary>A registry of npm on loopback with one package in one version.</summary>
internal sealed class SmallRegistry : IDisposable
{
    private readonly HttpListener _listener = new();
    private readonly string _name;
    private readonly byte[] _package;
    private readonly string _manifest;

    /// <param name="name">The package's name.</param>
    /// <param name="manifest">Its package.json, without the braces around it.</param>
    public SmallRegistry(string name, string manifest)
    {
        (_name, _manifest) = (name, $"\"name\": \"{name}\", \"version\": \"1.0.0\", {manifest}");
        _package = Pack();
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        Url = $"http://127.0.0.1:{((IPEndPoint)probe.LocalEndpoint).Port}/";
        probe.Stop();
        _listener.Prefixes.Add(Url);
        _listener.Start();
        _ = ServeAsync();
    }

    public string Url { get; }

    public void Dispose() => _listener.Close();

    private async Task ServeAsync()
    {
        while (_listener.IsListening)
        {
            HttpListenerContext context;
            try
            {
                context = await _listener.GetContextAsync();
            }
            catch (Exception closed) when (closed is HttpListenerException or ObjectDisposedException)
            {
                return;
            }

            string path = context.Request.Url!.AbsolutePath;
            byte[]? body = path == $"/{_name}.tgz" ? _package : path == $"/{_name}" ? Encoding.UTF8.GetBytes(Document()) : null;
            context.Response.StatusCode = body is null ? 404 : 200;
            await context.Response.OutputStream.WriteAsync(body ?? []);
            context.Response.Close();
        }
    }

    private string Document()
    {
        string integrity = "sha512-" + Convert.ToBase64String(SHA512.HashData(_package));
        string version = $$"""{ {{_manifest}}, "dist": { "tarball": "{{Url}}{{_name}}.tgz", "integrity": "{{integrity}}" } }""";
        return $$"""{ "name": "{{_name}}", "dist-tags": { "latest": "1.0.0" }, "versions": { "1.0.0": {{version}} } }""";
    }

    private byte[] Pack()
    {
        var packed = new MemoryStream();
        using (var zip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        using (var archive = new TarWriter(zip))
        {
            Add(archive, "package/package.json", $"{{{_manifest}}}");
            Add(archive, "package/server.js", "");
        }

        return packed.ToArray();
    }

    private static void Add(TarWriter archive, string name, string content) =>
        archive.WriteEntry(new PaxTarEntry(TarEntryType.RegularFile, name) { DataStream = new MemoryStream(Encoding.UTF8.GetBytes(content)) });
}
