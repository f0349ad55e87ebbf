namespace Tactus.Broker.Tests.Support;

/// <summary>A procedure's directory with programs in it.</summary>
internal sealed class PluginFolder : IDisposable
{
    private readonly Folder _folder = new();

    public string Path => _folder.Path;

    public string At(string relative) => _folder.At(relative);

    /// <summary>Writes a program that its owner and others may execute.</summary>
    public string Write(string relative, string content)
    {
        string path = _folder.Write(relative, content);
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute | UnixFileMode.OtherRead | UnixFileMode.OtherExecute);
        return path;
    }

    public void Dispose() => _folder.Dispose();
}
