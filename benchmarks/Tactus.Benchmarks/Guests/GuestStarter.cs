using System.Diagnostics;
using System.Security.Cryptography;
using Google.Protobuf;
using Tactus.Benchmarks.Machines;
using Tactus.Protocol.Grpc.Server;
using Tactus.Protocol.V1;
using Tactus.Protocol.Values;

namespace Tactus.Benchmarks.Guests;

/// <summary>Starts guests as child processes, as the driver <c>none</c> does, for a broker in this process.</summary>
internal static class GuestStarter
{
    private const int TokenBytes = 32;
    private const ulong LuaMemoryBytes = 384UL << 20;

    /// <summary>Runs a procedure in a guest to its end.</summary>
    /// <exception cref="InvalidOperationException">It did not succeed.</exception>
    public static async Task<GuestLife> RunAsync(Surroundings surroundings, string procedure)
    {
        string socketPath = Path.Combine(Path.GetTempPath(), $"tactus-guest-{Environment.ProcessId}");
        var broker = new StopwatchBroker(Describe(procedure));
        await using BrokerListener listener = await BrokerListener.StartAsync(socketPath, broker);
        long began = Stopwatch.GetTimestamp();
        using Process guest = Process.Start(new ProcessStartInfo(surroundings.Guest, [socketPath]) { UseShellExecute = false, RedirectStandardInput = true })!;
        broker.Guest = guest.Id;
        await guest.StandardInput.BaseStream.WriteAsync(RandomNumberGenerator.GetBytes(TokenBytes));
        await guest.StandardInput.BaseStream.FlushAsync();
        await guest.WaitForExitAsync();
        if (!broker.Finished.IsCompleted || (await broker.Finished).Status != FinishRequest.Types.Status.Succeeded)
        {
            throw new InvalidOperationException($"the guest ended with {guest.ExitCode}");
        }

        return new GuestLife(Stopwatch.GetElapsedTime(began, broker.FirstEffect).TotalMilliseconds, broker.PeakMemory / 1024.0);
    }

    private static StartResponse Describe(string procedure)
    {
        string name = Path.GetFileName(procedure);
        var start = new StartResponse
        {
            RunId = "benchmark",
            Mode = StartResponse.Types.Mode.Run,
            Bundle = new Bundle { Main = name },
            Input = ByteString.CopyFrom(Value.EmptyMap.Encode()),
            Seed = 1,
            Limits = new Limits { LuaMemoryBytes = LuaMemoryBytes, CpuTimeMs = 60_000, OutputBytes = 1 << 20, Effects = 100_000 },
        };
        start.Bundle.Files.Add(new SourceFile { Path = name, Source = ByteString.CopyFrom(File.ReadAllBytes(procedure)) });
        return start;
    }
}
