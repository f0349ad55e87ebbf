using System.Globalization;
using System.Text;
using Tactus.Sandbox.Directories;
using Tactus.Sandbox.Drivers.Bubblewrap;
using Tactus.Sandbox.Helpers;
using Tactus.Sandbox.Processes;

namespace Tactus.Sandbox.Arguments;

/// <summary>The one place that says what a helper sandbox looks like.</summary>
internal static class HelperArguments
{
    /// <summary>Processes and threads of one helper.</summary>
    internal const int MostProcesses = 512;

    private const int OpenFiles = 1024;
    private const uint RootsInsideId = 1000;

    /// <summary>Where bubblewrap reads the environment, which may hold secrets and so must not show in any command line.</summary>
    internal const int EnvironmentDescriptor = BubblewrapProcess.FirstFreeDescriptor;

    private const int FirstFileDescriptor = EnvironmentDescriptor + 1;

    private static readonly int LastFileDescriptor = FirstFileDescriptor + HelperFiles.Paths.Count;

    // What a program needs of the host's /etc to run, and to use a network once it was granted one.
    private static readonly string[] s_always = ["/etc/ld.so.cache", "/etc/alternatives", "/etc/localtime"];
    private static readonly string[] s_withNetwork =
        ["/etc/resolv.conf", "/etc/hosts", "/etc/ssl", "/etc/ca-certificates", "/etc/ca-certificates.conf", "/etc/pki", "/etc/gai.conf"];

    /// <summary>The uid or gid that the program has inside: the invoker's, and for root an ordinary one.</summary>
    internal static uint InsideId(uint id) => id == 0 ? RootsInsideId : id;

    /// <summary>Makes the command line.</summary>
    /// <param name="command">What is run.</param>
    /// <param name="controls">The control files beneath each mount that is writable or hides them, by its target.</param>
    /// <param name="facts">The programs.</param>
    /// <param name="identity">Who runs Tactus.</param>
    internal static IReadOnlyList<string> Build(
        HelperCommand command, IReadOnlyDictionary<string, ControlPaths> controls, HelperFacts facts, HostIdentity identity) =>
    [
        .. PrivilegeArguments.Limit(facts.Prlimit, Limits(command, facts)),
        facts.Bubblewrap,
        "--unshare-all", "--unshare-user",
        .. command.Network ? (string[])["--share-net"] : [],
        "--uid", Number(InsideId(identity.UserId)), "--gid", Number(InsideId(identity.GroupId)), "--hostname", "tactus",
        "--die-with-parent", "--new-session", "--cap-drop", "ALL", "--clearenv", "--args", Number(EnvironmentDescriptor),
        .. System(facts, command.Network),
        .. command.Mounts.OrderBy(mount => mount.Target, StringComparer.Ordinal).SelectMany(mount => Mount(mount, controls)),
        .. command.Files.SelectMany((file, index) => (string[])["--perms", "0555", "--ro-bind-data", Number(LastFileDescriptor + 1 + index), file.Target]),
        "--ro-bind-data", Number(LastFileDescriptor), HelperFiles.LastPath,
        "--remount-ro", "/",
        "--chdir", command.WorkingDirectory,
        "--seccomp", Number(BubblewrapProcess.SeccompDescriptor),
        "--info-fd", Number(BubblewrapProcess.InformationDescriptor),
        "--block-fd", Number(BubblewrapProcess.BlockDescriptor),
        "--", .. command.Argv,
    ];

    /// <summary>The options by which bubblewrap sets the environment, as it reads them from a file.</summary>
    internal static byte[] EnvironmentFile(HelperCommand command)
    {
        var text = new StringBuilder();
        foreach ((string name, string value) in command.Environment)
        {
            text.Append("--setenv\0").Append(name).Append('\0').Append(value).Append('\0');
        }

        return Encoding.UTF8.GetBytes(text.ToString());
    }

    /// <summary>The limit of processes, which is set inside, where it does not count the invoker's other ones.</summary>
    internal static ResourceLimit LimitInside { get; } = new(ResourceKind.Processes, MostProcesses);

    private static IEnumerable<ResourceLimit> Limits(HelperCommand command, HelperFacts facts)
    {
        ResourceLimit[] limits = [new(ResourceKind.OpenFiles, OpenFiles), new(ResourceKind.CoreSize, 0), new(ResourceKind.MessageQueues, 0)];
        return facts.Cgroups.Has("memory") ? limits : limits.Append(new ResourceLimit(ResourceKind.Data, command.MemoryLimit));
    }

    private static IEnumerable<string> System(HelperFacts facts, bool network) =>
    [
        "--ro-bind", "/usr", "/usr",
        .. facts.RootLinks.SelectMany(link => (string[])["--symlink", link.Value, link.Key]),
        .. facts.RootDirectories.SelectMany(directory => (string[])["--ro-bind", directory, directory]),
        "--proc", "/proc",
        .. MaskedPaths.Current.ReadOnly.SelectMany(path => (string[])["--ro-bind", path, path]),
        .. MaskedPaths.Current.Empty.SelectMany(path => Empty(Directory.Exists(path), path)),
        "--dev", "/dev",
        "--tmpfs", "/tmp",
        .. HelperFiles.Paths.SelectMany((path, index) => (string[])["--ro-bind-data", Number(FirstFileDescriptor + index), path]),
        .. (network ? s_always.Concat(s_withNetwork) : s_always).SelectMany(path => (string[])["--ro-bind-try", path, path]),
    ];

    private static IEnumerable<string> Mount(HelperMount mount, IReadOnlyDictionary<string, ControlPaths> controls)
    {
        ForbiddenSources.Check(mount);
        if (mount is { ReadOnly: true, HidesControlFiles: false })
        {
            return ["--ro-bind", mount.HostPath, mount.Target];
        }

        // One that nobody has looked through is not given.
        ControlPaths found = controls[mount.Target];
        string option = mount.ReadOnly ? "--ro-bind" : "--bind";
        return
        [
            option, mount.HostPath, mount.Target,
            .. found.Pinned.SelectMany(path => Over(option, mount, path)),
            .. found.Protected.SelectMany(path => mount.HidesControlFiles ? Hide(mount, path) : Over("--ro-bind", mount, path)),
        ];
    }

    private static string[] Hide(HelperMount mount, string path) => Empty(Directory.Exists(Path.Combine(mount.HostPath, path)), Path.Combine(mount.Target, path));

    private static string[] Empty(bool isDirectory, string path) => isDirectory ? ["--tmpfs", path, "--remount-ro", path] : ["--ro-bind", "/dev/null", path];

    private static IEnumerable<string> Over(string option, HelperMount mount, string path)
        => [option, Path.Combine(mount.HostPath, path), Path.Combine(mount.Target, path)];

    private static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);
}
