using System.CommandLine;
using System.Text;
using Tactus.Cli.Commands;
using Tactus.Cli.Output;
using Tactus.Configuration.Loading;
using Tactus.Engine.Hosting;

namespace Tactus.Cli.Tests.Support;

/// <summary>The program in this process, with a state folder of its own, and what it printed.</summary>
internal sealed class InProcessCli : IAsyncDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("tactus-cli-");
    private readonly MemoryStream _out = new();
    private readonly MemoryStream _error = new();
    private readonly TactusEngine _engine;

    public InProcessCli()
    {
        var paths = new TactusPaths { State = _folder.FullName, Data = Path.Combine(_folder.FullName, "data"), Guest = "/nonexistent", StandardModules = "/nonexistent" };
        string config = Path.Combine(_folder.FullName, "config.yml");
        _engine = new TactusEngine(paths, new ConfigurationPaths(config, config, Path.Combine(_folder.FullName, "trust.json")), TimeProvider.System);
        Console = new CliConsole(_out, _error, static () => null);
        Context = new CliContext(Console, _engine);
        Root = TactusCommand.Create(Context);
    }

    public CliConsole Console { get; }

    public CliContext Context { get; }

    public RootCommand Root { get; }

    public string Folder => _folder.FullName;

    public string Out => Encoding.UTF8.GetString(_out.ToArray());

    public string Error => Encoding.UTF8.GetString(_error.ToArray());

    public Task<int> RunAsync(params string[] arguments) =>
        Root.Parse(arguments).InvokeAsync(new InvocationConfiguration { Output = Console.Out, Error = Console.Error, ProcessTerminationTimeout = null });

    public async ValueTask DisposeAsync()
    {
        await _engine.DisposeAsync();
        Console.Dispose();
        _folder.Delete(recursive: true);
    }
}
