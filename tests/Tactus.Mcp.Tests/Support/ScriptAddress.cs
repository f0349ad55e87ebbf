using System.Diagnostics;
using System.Globalization;

namespace Tactus.Mcp.Tests.Support;

/// <summary>A small MCP server in Python that speaks streamable HTTP on loopback, and says as much without being asked as its tool is told to.</summary>
internal sealed class ScriptAddress : IAsyncDisposable
{
    private const string Program = """
        import http.server, json
        def event(message):
            return ("event: message\ndata: " + json.dumps(message) + "\n\n").encode()
        class Handler(http.server.BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"
            def log_message(self, *args):
                pass
            def body(self):
                if "Content-Length" in self.headers:
                    return self.rfile.read(int(self.headers["Content-Length"]))
                whole = b""
                while (size := int(self.rfile.readline(), 16)) > 0:
                    whole += self.rfile.read(size)
                    self.rfile.readline()
                self.rfile.readline()
                return whole
            def do_GET(self):
                self.send_response(405); self.send_header("Content-Length", "0"); self.end_headers()
            def do_DELETE(self):
                self.do_GET()
            def do_POST(self):
                message = json.loads(self.body())
                if "id" not in message:
                    self.send_response(202); self.send_header("Content-Length", "0"); self.end_headers()
                    return
                self.send_response(200); self.send_header("Content-Type", "text/event-stream"); self.send_header("Connection", "close"); self.end_headers()
                result = None
                if message["method"] == "initialize":
                    result = {"protocolVersion": "2025-06-18", "capabilities": {"tools": {}}, "serverInfo": {"name": "s", "version": "1"}}
                elif message["method"] == "tools/call":
                    for i in range(message["params"]["arguments"]["flood"]):
                        self.wfile.write(event({"jsonrpc": "2.0", "method": "notifications/message", "params": {"level": "info", "data": i}}))
                    result = {"content": [{"type": "text", "text": "alive"}]}
                    for i in range(message["params"]["arguments"].get("depth", 0)):
                        result = {"content": [], "structuredContent": {"a": result}}
                outcome = {"result": result} if result else {"error": {"code": -32601, "message": "no such method"}}
                self.wfile.write(event({"jsonrpc": "2.0", "id": message["id"], **outcome}))
                self.close_connection = True
        server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        print(server.server_address[1], flush=True)
        server.serve_forever()
        """;

    private readonly Process _process;

    private ScriptAddress(Process process, int port) => (_process, Port) = (process, port);

    public int Port { get; }

    public static async Task<ScriptAddress> StartAsync()
    {
        Process process = Process.Start(new ProcessStartInfo("/usr/bin/python3", ["-c", Program]) { UseShellExecute = false, RedirectStandardOutput = true })!;
        string port = await process.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException("it did not start");
        return new ScriptAddress(process, int.Parse(port, CultureInfo.InvariantCulture));
    }

    public async ValueTask DisposeAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }
}
