using System.Security.Cryptography;
using System.Text;
using Tactus.EndToEnd.Tests.Fixtures;

namespace Tactus.EndToEnd.Tests.Security.Support;

/// <summary>Where one attack runs: a desk with a workspace worth attacking, a server that its tools may reach and one that they may not.</summary>
internal sealed class AttackGround : IDisposable
{
    /// <summary>The secret that the tools use.</summary>
    public const string Secret = "s3cret-of-the-attack-ground";

    // What no run may change: what the next run, git or a shell on the host would trust.
    private static readonly Dictionary<string, string> s_controlFiles = new(StringComparer.Ordinal)
    {
        [".tactus/config.yml"] = "sandbox: {timeout: 60s}\n",
        ["later.tac.yml"] = "sandbox: {timeout: 50s}\n",
        [".env"] = "PASSWORD=hunter2\n",
        [".git/HEAD"] = "ref: refs/heads/main\n",
        [".git/config"] = "[core]\n\trepositoryformatversion = 0\n",
        [".git/hooks/pre-commit.sample"] = "#!/bin/sh\n",
        [".gitattributes"] = "*.txt text\n",
        ["sub/.git/config"] = "[core]\n\tbare = false\n",
        ["sub/inner/.env"] = "TOKEN=abc\n",
    };

    /// <summary>Lays it out.</summary>
    public AttackGround()
    {
        Server = new WireServer(Answer);
        Other = new WireServer(_ => WireAnswer.Json("{\"reached\":true}"));
        Desk.Environment["ATTACK_SECRET"] = Secret;
        foreach ((string name, string content) in s_controlFiles)
        {
            Desk.Write(name, content);
        }

        Desk.Write("notes.txt", "notes\n");
        Desk.Write("sub/notes.txt", "more notes\n");
        new Gate(Desk.PathOf("pipe")).Dispose();
        Desk.Write("later.tac", "print(pcall(Host.call, 'secret.shell', {}))\nHost.call('secret.shell', {})\n");
    }

    /// <summary>The desk.</summary>
    public Desk Desk { get; } = new();

    /// <summary>What the tools of the sidecar may reach.</summary>
    public WireServer Server { get; }

    /// <summary>What nothing may reach.</summary>
    public WireServer Other { get; }

    /// <summary>A digest of every control file's path and content.</summary>
    public string Fingerprint()
    {
        var text = new StringBuilder();
        foreach (string name in s_controlFiles.Keys.Append("p.tac.yml"))
        {
            string path = Desk.PathOf(name);
            text.Append(name).Append(File.Exists(path) && new FileInfo(path).LinkTarget is null ? Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(path))) : "-").Append('\n');
        }

        // Nothing may be added where it would be obeyed.
        foreach (string directory in new[] { ".tactus", ".git", "sub/.git" }.Select(Desk.PathOf))
        {
            text.AppendJoin('\n', Directory.Exists(directory)
                ? Directory.EnumerateFileSystemEntries(directory, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal).Select(path => path[Desk.Workspace.Length..])
                : ["gone"]);
        }

        return text.ToString();
    }

    /// <summary>Runs a procedure's text with a folder's sidecar, which a person trusts for this run.</summary>
    public Task<Ended> RunAsync(string driver, string text, string sidecar)
    {
        Desk.Write("p.tac", Filled(text));
        Desk.Write("p.tac.yml", Filled(sidecar));
        return Desk.RunAsync(driver, "p.tac", "--trust", "p.tac.yml", "--trust", ".tactus/config.yml");
    }

    /// <summary>Puts the servers' ports into a text.</summary>
    public string Filled(string text) => text
        .Replace("@PORT@", $"{Server.Port}", StringComparison.Ordinal)
        .Replace("@OTHER@", $"{Other.Port}", StringComparison.Ordinal);

    public void Dispose()
    {
        Server.Dispose();
        Other.Dispose();
        Desk.Dispose();
    }

    private static WireAnswer Answer(string request)
    {
        string target = request.Split(' ')[1];
        if (target.StartsWith("/hop?to=", StringComparison.Ordinal))
        {
            return new WireAnswer("302 Found", ["Location: " + Uri.UnescapeDataString(target["/hop?to=".Length..])], ["moved"]);
        }

        return target == "/big" ? WireAnswer.Json("\"" + new string('x', 100_000) + "\"") : WireAnswer.Json("{\"ok\":true}");
    }
}
