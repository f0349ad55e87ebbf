// A press for the example: gives numbers to releases, publishes their notes, and prints one line for each request that it gets.
// Usage: dotnet run press.cs -- PORT
#:sdk Microsoft.NET.Sdk.Web
#:property TreatWarningsAsErrors=false
#:property PublishAot=false
using System.Text.Json.Nodes;

int release = 0;

WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
builder.Logging.ClearProviders();
WebApplication app = builder.Build();
app.Urls.Add($"http://127.0.0.1:{args[0]}");
app.Use((request, next) =>
{
    Console.Error.WriteLine($"press: {request.Request.Method} {request.Request.Path}");
    return next(request);
});
app.MapPost("/releases", () => Answer(new JsonObject { ["release"] = Interlocked.Increment(ref release) }));
app.MapPost("/releases/{number:int}/notes", (int number) => Answer(new JsonObject { ["release"] = number, ["published"] = true }));
app.MapDelete("/releases/{number:int}", (int number) => Answer(new JsonObject { ["release"] = number, ["withdrawn"] = true }));
app.Lifetime.ApplicationStarted.Register(() => Console.WriteLine("ready"));
app.Run();

static IResult Answer(JsonObject body) => Results.Text(body.ToJsonString(), "application/json");
