using System.Text;
using Tactus.Broker.Gate;
using Tactus.Broker.HostTools.Arguments;
using Tactus.Policy.Grants;
using Tactus.Policy.Network;
using Tactus.Policy.Schemas;
using Tactus.Protocol.Values;

namespace Tactus.Broker.HostTools.Http;

/// <summary><c>http.request</c>: a request that the procedure composes itself, to the hosts that <c>sandbox.network</c> names.</summary>
internal sealed class HttpRequestTool : IHostTool
{
    /// <summary>Its name.</summary>
    public const string Name = "http.request";

    private const string KeyHeader = "Idempotency-Key";
    private const double MaxTimeout = 300;

    private static readonly Dictionary<string, ArgumentSchema> s_arguments = new(StringComparer.Ordinal)
    {
        ["url"] = new ArgumentSchema { Type = ArgumentType.String, Required = true, MaxLength = 8192, Description = "Absolute http or https URL." },
        ["method"] = new ArgumentSchema
        {
            Type = ArgumentType.String, DefaultJson = "\"GET\"", Description = "The method.",
            EnumJson = ["\"GET\"", "\"HEAD\"", "\"POST\"", "\"PUT\"", "\"PATCH\"", "\"DELETE\"", "\"OPTIONS\""],
        },
        ["headers"] = new ArgumentSchema { Type = ArgumentType.Any, Description = "Headers by name." },
        ["body"] = new ArgumentSchema { Type = ArgumentType.Any, Description = "The body: text, or a value that is sent as JSON." },
        ["timeout"] = new ArgumentSchema { Type = ArgumentType.Number, Min = 0.001, Max = MaxTimeout, DefaultJson = "30", Description = "Seconds." },
    };

    private readonly HttpSender _sender;
    private readonly TimeProvider _clock;
    private readonly NetworkGrant _network;
    private readonly ArgumentRules _rules = new(s_arguments);

    /// <summary>Creates the tool for one run.</summary>
    public HttpRequestTool(Grant grant, HttpSender sender, TimeProvider clock)
    {
        _sender = sender;
        _clock = clock;
        _network = new NetworkGrant(grant);
    }

    /// <inheritdoc/>
    public HostToolInfo Info { get; } = new(
        Name, "built in", "Sends an HTTP request to a host that sandbox.network allows; the effect is read for GET, HEAD and OPTIONS, idempotent for PUT and DELETE, else once.",
        EffectClass.Once, new HostToolLimits(1000, TimeSpan.FromSeconds(MaxTimeout), 8 * 1024 * 1024), s_arguments, Provenance.Default);

    /// <inheritdoc/>
    public EffectClass EffectOf(MapValue arguments) => arguments.FindText("method") switch
    {
        null or "GET" or "HEAD" or "OPTIONS" => EffectClass.Read,
        "PUT" or "DELETE" => EffectClass.Idempotent,
        _ => EffectClass.Once,
    };

    /// <inheritdoc/>
    public MapValue CheckArguments(MapValue arguments)
    {
        var problems = new ArgumentProblems();
        MapValue known = _rules.Check(arguments, "", problems);
        if (!problems.IsEmpty)
        {
            throw HttpErrors.BadRequest(problems.ToString());
        }

        _ = _network.Require(known.FindText("url")!);
        _ = Headers(known);
        return known;
    }

    /// <inheritdoc/>
    public async ValueTask<Value> CallAsync(HostToolCall call, CancellationToken cancellationToken)
    {
        HttpPlan plan = Compose(call);
        double seconds = call.Arguments.TryGet("timeout", out Value? given) && given is IntegerValue whole ? whole.Content : ((DoubleValue)given!).Content;
        TimeSpan limit = TimeSpan.FromSeconds(seconds);
        using var timeout = new CancellationTokenSource(limit, _clock);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        try
        {
            return HttpAnswerValue.Of(await _sender.SendAsync(Name, plan, _network.Hosts, Info.Limits.Response, linked.Token));
        }
        catch (OperationCanceledException) when (timeout.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw HttpErrors.Late(Name, limit);
        }
        catch (Exception error) when (HttpResilience.IsTransportFailure(error))
        {
            throw HttpErrors.Unreachable(plan.Uri.Authority, error);
        }
    }

    private static List<HttpPlanHeader> Headers(MapValue arguments)
    {
        var headers = new List<HttpPlanHeader>();
        if (!arguments.TryGet("headers", out Value? given) || given is ListValue { Items.Count: 0 })
        {
            return headers;
        }

        foreach (KeyValuePair<byte[], Value> entry in (given as MapValue ?? throw HttpErrors.BadRequest("'headers' must be a map")).Entries)
        {
            string name = Encoding.UTF8.GetString(entry.Key);
            if (HeaderName.FindProblem(name) is { } problem)
            {
                throw HttpErrors.BadRequest($"a header {problem}");
            }

            if (entry.Value is not BytesValue bytes || !bytes.TryGetText(out string text) || text.AsSpan().IndexOfAnyExceptInRange(' ', '~') >= 0)
            {
                throw HttpErrors.BadRequest($"the header '{name}' must be one line of printable ASCII");
            }

            headers.Add(new HttpPlanHeader(name, text, HasSecret: false));
        }

        return headers;
    }

    private HttpPlan Compose(HostToolCall call)
    {
        (Uri uri, bool mustBePublic) = _network.Require(call.Arguments.FindText("url")!);
        List<HttpPlanHeader> headers = Headers(call.Arguments);
        AddUnlessGiven(headers, "User-Agent", "tactus");
        if (EffectOf(call.Arguments) != EffectClass.Read)
        {
            AddUnlessGiven(headers, KeyHeader, call.IdempotencyKey);
        }

        bool hasBody = call.Arguments.TryGet("body", out Value? body);
        byte[]? content = !hasBody ? null : body is BytesValue bytes ? bytes.Content.ToArray() : Encoding.UTF8.GetBytes(ValueJson.ToJson(body!));
        return new HttpPlan(HttpMethod.Parse(call.Arguments.FindText("method")!), uri, headers, content, BodyHasSecret: false)
        {
            MustBePublic = mustBePublic,
            ContentType = body is BytesValue ? "text/plain; charset=utf-8" : "application/json",
        };
    }

    private static void AddUnlessGiven(List<HttpPlanHeader> headers, string name, string value)
    {
        if (!headers.Exists(header => header.Name.Equals(name, StringComparison.OrdinalIgnoreCase)))
        {
            headers.Add(new HttpPlanHeader(name, value, HasSecret: false));
        }
    }
}
