using Tactus.Policy.Grants;

namespace Tactus.Mcp.Tests.Support;

/// <summary>Small MCP servers in Python that behave, but for the one thing that a test is about.</summary>
internal static class ScriptServer
{
    private const string Prologue = """
        import json, os, socket, sys, threading
        tools = [{"name": "t", "description": "a tool", "inputSchema": {"type": "object"}}]
        def send(message):
            sys.stdout.write(json.dumps(message) + "\n")
            sys.stdout.flush()
        def answer(message, result):
            send({"jsonrpc": "2.0", "id": message["id"], "result": result})
        def say(message, text):
            answer(message, {"content": [{"type": "text", "text": str(text)}]})
        def note(message):
            pass
        def started():
            pass

        """;

    private const string Loop = """

        def serve(message):
            method = message.get("method")
            if method == "initialize":
                answer(message, {"protocolVersion": "2025-06-18", "capabilities": {"tools": {}}, "serverInfo": {"name": "s", "version": "1"}})
            elif method == "tools/list":
                answer(message, {"tools": tools})
            elif method == "tools/call":
                call(message, message["params"].get("arguments", {}))
            elif method == "ping":
                answer(message, {})
            elif "id" in message:
                send({"jsonrpc": "2.0", "id": message["id"], "error": {"code": -32601, "message": "no such method"}})
            else:
                note(message)
        started()
        for line in sys.stdin:
            serve(json.loads(line))
        """;

    /// <summary>A server whose tool does this.</summary>
    /// <param name="definitions">Python that defines <c>call(message, arguments)</c>, and may define <c>note</c> and <c>started</c> anew.</param>
    public static McpServerDeclaration Of(string definitions) =>
        Declarations.Server("s", "/usr/bin/python3", "-u", "-c", Prologue + definitions + Loop);
}
