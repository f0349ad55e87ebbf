using Tactus.Benchmarks;
using Tactus.Benchmarks.Cancelling;
using Tactus.Benchmarks.Durable;
using Tactus.Benchmarks.Files;
using Tactus.Benchmarks.Guests;
using Tactus.Benchmarks.Journals;
using Tactus.Benchmarks.LuaSpeed;
using Tactus.Benchmarks.Machines;
using Tactus.Benchmarks.Reporting;
using Tactus.Benchmarks.RoundTrips;
using Tactus.Benchmarks.Starting;
using Tactus.Benchmarks.Validating;

if (args is [EchoServer.Word, var socketPath])
{
    EchoServer.Serve(socketPath);
    return 0;
}

IBenchmark[] all = [new StartBenchmark(), new RoundTripBenchmark(), new LuaBenchmark(), new GuestBenchmark(), new JournalBenchmark(), new DurableBenchmark(), new CancelBenchmark(), new FileBenchmark(), new ValidateBenchmark()];
var request = BenchmarkRequest.Parse(args, [.. all.Select(benchmark => benchmark.Name)]);
if (request.Problem is { } problem)
{
    Console.Error.WriteLine(problem);
    return 2;
}

using var surroundings = Surroundings.Create(request.Quick);
Console.WriteLine(MachineDescription.Read());
foreach (IBenchmark benchmark in all.Where(benchmark => request.Asks(benchmark.Name)))
{
    Console.Error.WriteLine($"{benchmark.Name} …");
    var table = new ReportTable(benchmark.Title);
    await benchmark.RunAsync(surroundings, table);
    Console.WriteLine(table);
}

return 0;
