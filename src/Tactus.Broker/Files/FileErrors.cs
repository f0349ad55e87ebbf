using System.Runtime.InteropServices;
using Tactus.Broker.Files.Native;
using Tactus.Broker.Gate;
using Tactus.Policy.Grants;

namespace Tactus.Broker.Files;

/// <summary>The errors of file effects; one place, so that each code has one sentence.</summary>
internal static class FileErrors
{
    public static EffectException NotFound(string path) =>
        new("TAC3201", EffectErrorKind.Failed, $"there is no file or directory '{path}'");

    public static EffectException InvalidPath(string path, string why) =>
        new("TAC3202", EffectErrorKind.Invalid, $"'{Shown(path)}' is not a path: it {why}");

    public static EffectException Link(string path) =>
        new(
            "TAC3204", EffectErrorKind.Denied, $"'{path}' is, or goes through, a symbolic link; File.* follows none",
            "name the file by its real path beneath the granted directory");

    public static EffectException NotRegular(string path) =>
        new("TAC3205", EffectErrorKind.Denied, $"'{path}' is not a regular file");

    public static EffectException IsDirectory(string path) =>
        new("TAC3206", EffectErrorKind.Failed, $"'{path}' is a directory");

    public static EffectException NotDirectory(string path) =>
        new("TAC3207", EffectErrorKind.Failed, $"'{path}' is not a directory, or goes through a file");

    public static EffectException Full(string path) =>
        new(
            "TAC3208", EffectErrorKind.Failed, $"'{path}' could not be written: the disk, its quota or the file size limit is full",
            "free some space where the workspace lies and run again", retryable: true);

    public static EffectException HardLinked(string path) =>
        new(
            "TAC3209", EffectErrorKind.Denied, $"'{path}' has another name elsewhere (a hard link); File.* does not write such files",
            "replace it by a copy: cp --remove-destination");

    public static EffectException TooMany(string path, int limit) =>
        new(
            "TAC3210", EffectErrorKind.Failed, $"'{path}' holds more than {limit} entries",
            "list its subdirectories one by one");

    public static EffectException Refused(string path, string reason) =>
        new("TAC3211", EffectErrorKind.Failed, $"the system refused '{path}': {reason}", "look at its owner and mode on the host");

    public static EffectException NotEmpty(string path) =>
        new("TAC3212", EffectErrorKind.Failed, $"the directory '{path}' is not empty", "remove what it holds first");

    public static EffectException Control(string path) =>
        new(
            "TAC3213", EffectErrorKind.Denied, $"'{path}' steers Tactus, git or the shell; no run may write it",
            "write under another name; a person moves it into place");

    public static EffectException Outside(string path, string why) =>
        new(
            "TAC3203", EffectErrorKind.Denied, $"'{Shown(path)}' is not granted: it {why}",
            "grant the directory in trusted YAML:\nsandbox:\n  volumes: [\"./directory:/target:ro\"]");

    public static EffectException NoWorkspace(string path, Grant grant) =>
        new(
            "TAC3214", EffectErrorKind.Denied, $"'{path}' is not granted: the run has no workspace ({Place(grant, "sandbox.workspace")})",
            "sandbox:\n  mount_current_dir: true\n  workspace: direct");

    public static EffectException ReadonlyMode(string path, Grant grant) =>
        new(
            "TAC3215", EffectErrorKind.Denied, $"'{path}' may not be changed: permissions.mode is readonly ({Place(grant, "permissions.mode")})",
            "permissions:\n  mode: edit");

    public static EffectException ReadonlyVolume(string path, VolumeGrant volume, Grant grant) =>
        new(
            "TAC3216", EffectErrorKind.Denied,
            $"'{path}' may not be changed: the volume {volume.Target} is read-only ({Place(grant, "sandbox.volumes")})",
            $"sandbox:\n  volumes: [\"{volume.HostPath}:{volume.Target}:rw\"]");

    public static EffectException TooLong(string path, int limit) =>
        new(
            "TAC3217", EffectErrorKind.Failed, $"'{path}' is longer than the {limit} bytes of one read",
            "read it in parts: File.read(path, {offset = 0, length = 1048576})");

    /// <summary>The error for a failed call of the system.</summary>
    public static EffectException From(int error, string path) => error switch
    {
        Errno.NoEntry => NotFound(path),
        Errno.NotDirectory => NotDirectory(path),
        Errno.IsDirectory => IsDirectory(path),
        Errno.Loop => Link(path),
        Errno.CrossDevice => InvalidPath(path, "leaves the granted directory"),
        Errno.NameTooLong => InvalidPath(path, "is too long for the file system"),
        Errno.NoSpace or Errno.QuotaExceeded or Errno.FileTooBig => Full(path),
        Errno.NotEmpty => NotEmpty(path),
        Errno.NoDeviceOrAddress => NotRegular(path),
        _ => Refused(path, Marshal.GetPInvokeErrorMessage(error)),
    };

    private static string Place(Grant grant, string key) => grant.Provenance.GetValueOrDefault(key, Provenance.Default).ToString();

    private static string Shown(string path)
    {
        string cut = path.Length > 80 ? string.Concat(path.AsSpan(0, 80), "…") : path;
        return string.Create(cut.Length, cut, static (span, text) =>
        {
            for (int i = 0; i < span.Length; i++)
            {
                span[i] = char.IsControl(text[i]) ? '\uFFFD' : text[i];
            }
        });
    }
}
