using Tactus.Configuration.Loading;

namespace Tactus.Configuration.Tests.Support;

/// <summary>A machine in a directory: system file, home, project and procedure, all real files.</summary>
internal sealed class TemporaryHome : IDisposable
{
    private const UnixFileMode Private = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    public TemporaryHome()
    {
        Root = Directory.CreateTempSubdirectory("tactus-config-").FullName;
        Project = Create("project");
        Paths = new ConfigurationPaths(Path.Combine(Create("etc"), "config.yml"), Path.Combine(Create("home"), "config.yml"), Path.Combine(Root, "home", "trust.json"));
        Procedure = Path.Combine(Project, "hello.tac");
        File.WriteAllText(Procedure, "return 1\n");
    }

    public string Root { get; }

    public string Project { get; }

    public string Procedure { get; }

    public string Sidecar => Procedure + ".yml";

    public string ProjectFile => Path.Combine(Project, ".tactus", "config.yml");

    public ConfigurationPaths Paths { get; }

    public ConfigurationRequest Request => new() { WorkingDirectory = Project, Paths = Paths, ProcedurePath = Procedure };

    public TemporaryHome WithSystem(string yaml) => Write(Paths.SystemFile, yaml);

    public TemporaryHome WithUser(string yaml) => Write(Paths.UserFile!, yaml);

    public TemporaryHome WithProject(string yaml) => Write(ProjectFile, yaml);

    public TemporaryHome WithSidecar(string yaml) => Write(Sidecar, yaml);

    public ResolvedConfiguration Load(params FlagSetting[] flags) => new ConfigurationLoader(TimeProvider.System).Load(Request with { Flags = flags });

    public string Create(string directory) => Directory.CreateDirectory(Path.Combine(Root, directory), Private).FullName;

    public TemporaryHome Write(string path, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!, Private);
        File.WriteAllText(path, text);
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        return this;
    }

    public void Dispose() => Directory.Delete(Root, recursive: true);
}
