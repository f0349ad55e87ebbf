// A server for the example: counts steps by their Idempotency-Key, and says how many it has seen.
// Usage: dotnet run counter.cs -- PORT [STEPS KILLS]
// With STEPS and KILLS it prints "kill" at that many random moments on the way to that many steps. At its end it prints what it counted.
#:sdk Microsoft.NET.Sdk.Web
#:property TreatWarningsAsErrors=false
#:property PublishAot=false
var seen = new HashSet<string>(StringComparer.Ordinal);
int requests = 0;

// Not among the last steps: a run that comes to its end before the blow falls could not be resumed.
int last = args.Length > 1 ? int.Parse(args[1]) * 9 / 10 : 0;
var moments = new HashSet<int>();
while (args.Length > 2 && moments.Count < Math.Min(int.Parse(args[2]), last))
{
    moments.Add(Random.Shared.Next(1, last + 1));
}

WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
builder.Logging.ClearProviders();
WebApplication app = builder.Build();
app.Urls.Add($"http://127.0.0.1:{args[0]}");
app.MapPost("/steps", (HttpRequest request) =>
{
    lock (seen)
    {
        requests++;
        if (seen.Add(request.Headers["Idempotency-Key"].ToString()) && moments.Contains(seen.Count))
        {
            Console.WriteLine("kill");
        }

        return Results.Text($"{{\"seen\":{seen.Count}}}", "application/json");
    }
});
app.Lifetime.ApplicationStarted.Register(() => Console.WriteLine("ready"));
app.Run();
Console.Error.WriteLine($"counter: {seen.Count} distinct steps in {requests} requests");
