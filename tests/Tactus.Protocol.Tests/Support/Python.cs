using System.Diagnostics;

namespace Tactus.Protocol.Tests.Support;

/// <summary>Debian's Python with grpcio and protobuf, and the contract as a descriptor set for it.</summary>
internal static class Python
{
    private static readonly string Scripts = Path.Combine(AppContext.BaseDirectory, "Interop");

    /// <summary>Writes the contract as a descriptor set into a directory.</summary>
    public static string WriteContract(string directory)
    {
        string path = Path.Combine(directory, "broker.descriptors");
        var set = new Google.Protobuf.Reflection.FileDescriptorSet { File = { V1.BrokerReflection.Descriptor.ToProto() } };
        using FileStream file = File.Create(path);
        Google.Protobuf.MessageExtensions.WriteTo(set, file);
        return path;
    }

    /// <summary>Starts a script of the Interop folder with its standard streams piped.</summary>
    public static Process Start(string script, params string[] arguments)
    {
        var start = new ProcessStartInfo("/usr/bin/python3", [Path.Combine(Scripts, script), .. arguments])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        return Process.Start(start)!;
    }
}
