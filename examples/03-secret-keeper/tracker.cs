// A tracker for the example: opens tickets for whoever knows the token, and carelessly sends request headers back.
// Usage: dotnet run tracker.cs -- PORT   (the token comes from the environment variable TRACKER_TOKEN)
#:sdk Microsoft.NET.Sdk.Web
#:property TreatWarningsAsErrors=false
#:property PublishAot=false
using System.Text.Json.Nodes;

string token = Environment.GetEnvironmentVariable("TRACKER_TOKEN") ?? throw new InvalidOperationException("TRACKER_TOKEN is not set");
int number = 0;

WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
builder.Logging.ClearProviders();
WebApplication app = builder.Build();
app.Urls.Add($"http://127.0.0.1:{args[0]}");
app.Use((request, next) =>
{
    if (request.Request.Headers.Authorization == $"Bearer {token}")
    {
        return next(request);
    }

    request.Response.StatusCode = 401;
    return request.Response.WriteAsync("{\"error\":\"who are you?\"}");
});
app.MapPost("/api/issues", async (HttpRequest request) =>
{
    JsonNode issue = (await JsonNode.ParseAsync(request.Body))!;
    issue["number"] = Interlocked.Increment(ref number);
    return Results.Text(issue.ToJsonString(), "application/json", statusCode: 201);
});
app.MapGet("/api/echo", (HttpRequest request) =>
{
    var echo = new JsonObject { ["authorization"] = request.Headers.Authorization.ToString() };
    return Results.Text(echo.ToJsonString(), "application/json");
});
Console.WriteLine("ready");
app.Run();
