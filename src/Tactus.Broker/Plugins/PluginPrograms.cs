using System.Collections.Concurrent;
using System.Text;
using Tactus.Broker.Gate;
using Tactus.Broker.HostTools;
using Tactus.Broker.Secrets;
using Tactus.Journal;
using Tactus.Policy.Grants;
using Tactus.Policy.Paths;
using Tactus.Policy.Tools;
using Tactus.Protocol;
using Tactus.Sandbox.Helpers;

namespace Tactus.Broker.Plugins;

/// <summary>Runs the plugin tools of one run, each call in a helper sandbox without a network. Thread-safe.</summary>
internal sealed class PluginPrograms(RunContext run, IHelperSandbox? helpers, HelperMounts mounts, string? directory)
{
    /// <summary>What a call of a plugin tool is: nobody says of such a program that it may be repeated.</summary>
    internal const EffectClass CallClass = EffectClass.Once;

    /// <summary>Time of one call.</summary>
    internal static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <summary>Bytes of one answer.</summary>
    internal const long MaxOutput = 1024 * 1024;

    // Where a plugin tool sees the directory that it lies in.
    private const string Target = "/procedure";
    private const int MaxSaid = 1000;

    private readonly ConcurrentDictionary<string, string> _hashes = new(StringComparer.Ordinal);

    /// <summary>Decides whether the run may use a plugin tool. Whoever may not call one may not have it described either: that runs it, too.</summary>
    /// <exception cref="EffectException">It is not granted (TAC3920).</exception>
    public void Authorize(string path)
    {
        if (ToolPolicy.Decide(run.Grant, ToolName.PluginPrefix + path, CallClass) is ToolDecision.Denied denied)
        {
            throw PluginErrors.Denied(path, denied);
        }
    }

    /// <summary>Looks at a plugin's file, and holds it to what it was at its first use in this run, by whatever execution.</summary>
    /// <exception cref="EffectException">It is not there, not executable, or another one by now (TAC3922, TAC3923, TAC3928).</exception>
    /// <exception cref="TactusException">The journal cannot be used (TAC6xxx).</exception>
    public async ValueTask<PluginFile> FindAsync(string path, CancellationToken cancellationToken)
    {
        PluginFile file = PluginFile.Open(directory, path);
        if (!_hashes.TryGetValue(path, out string? first))
        {
            first = _hashes.GetOrAdd(path, await RecordAsync(file, cancellationToken));
        }

        return first == file.Sha256 ? file : throw PluginErrors.Changed(path);
    }

    /// <summary>Runs a plugin to its end.</summary>
    /// <param name="file">The plugin.</param>
    /// <param name="arguments">Its command line.</param>
    /// <param name="stdin">Its standard input.</param>
    /// <param name="access">How it sees the workspace.</param>
    /// <param name="idempotencyKey">The effect's key.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="EffectException">It could not be started, or was late (TAC3926), or printed too much (TAC3927).</exception>
    public async Task<HelperResult> RunAsync(
        PluginFile file, IReadOnlyList<string> arguments, byte[] stdin, WorkspaceAccess access, string idempotencyKey, CancellationToken cancellationToken)
    {
        // The folder that it lies in, and not all of the procedure's.
        string folder = Path.GetDirectoryName(file.Path)!;
        string target = Path.Combine(Target, folder);
        List<HelperMount> seen = [.. mounts.Of(access, []), new HelperMount(Path.Combine(directory!, folder), target, ReadOnly: true)];
        string workingDirectory = seen.Count > 1 ? ProcedurePath.Workspace : target;
        seen = seen.ConvertAll(mount => mount with { HidesControlFiles = true });
        if (mounts.FindExposed(seen) is { } exposed)
        {
            throw PluginErrors.Exposed(file.Path, exposed);
        }

        var command = new HelperCommand
        {
            RunId = run.RunId,
            Argv = [$"{Target}/{file.Path}", .. arguments],
            WorkingDirectory = workingDirectory,
            Environment = new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["PATH"] = "/usr/local/bin:/usr/bin:/bin",
                ["HOME"] = "/tmp",
                ["LANG"] = "C.UTF-8",
                ["TACTUS_IDEMPOTENCY_KEY"] = idempotencyKey,
            },
            Stdin = stdin,
            Mounts = seen,
            Files = [new HelperFile($"{Target}/{file.Path}", file.Content)],
            Network = false,
            Unsandboxed = false,
            Timeout = Patience,
            OutputLimit = MaxOutput,
            MemoryLimit = run.Grant.Sandbox.Limits.Memory,
        };
        HelperResult result = await StartAsync(command, cancellationToken);
        if (result.TimedOut)
        {
            throw PluginErrors.Late(file.Path, Patience);
        }

        return result.Truncated ? throw PluginErrors.TooLarge(file.Path, MaxOutput) : result;
    }

    /// <summary>The end of what a plugin said to people.</summary>
    public string Words(HelperResult result)
    {
        // Redacted before it is cut: half of a secret would not be known any more.
        string said = run.Redactor.Redact(Encoding.UTF8.GetString(result.Stderr)).Trim();
        return said.Length <= MaxSaid ? said : "…" + said[^MaxSaid..];
    }

    // The record is asked again after it was written: of two executions, and of two calls at once, the first counts.
    private async Task<string> RecordAsync(PluginFile file, CancellationToken cancellationToken)
    {
        string name = RecordedPlugins.NameOf(file.Path);
        await run.Store.AddHashAsync(run.RunId, run.Epoch, name, file.Sha256, cancellationToken);
        RunRecord? record = await run.Store.FindAsync(run.RunId, cancellationToken);
        return record?.Hashes.GetValueOrDefault(name) ?? file.Sha256;
    }

    private async Task<HelperResult> StartAsync(HelperCommand command, CancellationToken cancellationToken)
    {
        try
        {
            return helpers is null
                ? throw new TactusException("TAC5301", "There is no helper sandbox for programs here.", "apt-get install bubblewrap util-linux")
                : await helpers.RunAsync(command, cancellationToken);
        }
        catch (TactusException failure)
        {
            throw new EffectException(failure.Code, EffectErrorKind.Failed, failure.Message, failure.Mend ?? "", inner: failure);
        }
    }
}
