using System.Text;
using Tactus.Protocol;

namespace Tactus.Broker.Secrets;

/// <summary>Finds secrets by name: in the broker's environment, then in a file that only its owner can read.</summary>
/// <remarks>Nothing is cached; a run's session reads what it may need once, at its start.</remarks>
public sealed class SecretStore(SecretSources sources)
{
    private const int MaxBytes = 64 * 1024;
    private const UnixFileMode Others =
        UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.OtherRead | UnixFileMode.OtherWrite;

    /// <summary>The secret of a name, or null when no source has it.</summary>
    /// <exception cref="TactusException">It is too short (TAC3503), or its file is open to others (TAC3502) or unreadable (TAC3505).</exception>
    public Secret? Find(string name)
    {
        string? value = sources.Environment(name);
        value = string.IsNullOrEmpty(value) ? ReadFile(name) : value;
        return value is null ? null : Secret.Create(name, value);
    }

    /// <summary>The secret of a name.</summary>
    /// <exception cref="TactusException">No source has it (TAC3501), or as for <see cref="Find"/>.</exception>
    public Secret Get(string name) => Find(name) ?? throw Missing(name);

    /// <summary>Makes sure that every secret is there and can be used.</summary>
    /// <exception cref="TactusException">The first that is not; see <see cref="Get"/>.</exception>
    public void Check(IEnumerable<string> names)
    {
        foreach (string name in names)
        {
            _ = Get(name);
        }
    }

    private TactusException Missing(string name)
    {
        string file = sources.Directory is null ? "" : $" and no file {Path.Combine(sources.Directory, name)}";
        return new TactusException(
            "TAC3501", $"the secret {name} is not there: no environment variable {name}{file}",
            $"export {name}=…, or write it to that file and chmod 600 it");
    }

    private string? ReadFile(string name)
    {
        if (sources.Directory is null)
        {
            return null;
        }

        string path = Path.Combine(sources.Directory, name);
        try
        {
            using FileStream file = File.OpenRead(path);
            if ((File.GetUnixFileMode(file.SafeFileHandle) & Others) != UnixFileMode.None)
            {
                throw new TactusException(
                    "TAC3502", $"the secret file {path} can be read or written by others", $"chmod 600 {path}", path);
            }

            if (file.Length > MaxBytes)
            {
                throw new TactusException("TAC3505", $"the secret file {path} is longer than {MaxBytes} bytes", null, path);
            }

            using var reader = new StreamReader(file, new UTF8Encoding(false, throwOnInvalidBytes: true), detectEncodingFromByteOrderMarks: false);
            return reader.ReadToEnd().TrimEnd('\n', '\r');
        }
        catch (Exception error) when (error is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or DecoderFallbackException)
        {
            throw new TactusException(
                "TAC3505", $"the secret file {path} cannot be read: {error.Message}", $"chmod 600 {path}", path, inner: error);
        }
    }
}
