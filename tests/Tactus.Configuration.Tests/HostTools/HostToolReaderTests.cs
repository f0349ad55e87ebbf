// Proves that declarations of host tools are read in full, and that every declaration that could do more than it shows is refused at its line.
using Tactus.Configuration.Tests.Support;
using Tactus.Policy.Grants;
using Tactus.Policy.Schemas;

namespace Tactus.Configuration.Tests.HostTools;

public sealed class HostToolReaderTests : IDisposable
{
    private readonly TemporaryHome home = new();

    public void Dispose() => home.Dispose();

    [Fact]
    public void An_http_tool_is_read_in_full()
    {
        var tool = Load(
            """
            host_tools:
              tracker.create_issue:
                description: Open an issue in the tracker
                args: {title: {type: string, required: true, max_length: 200}, labels: {type: array, items: string}}
                http:
                  method: POST
                  url: https://tracker.example/api/issues
                  headers: {Authorization: "Bearer ${secret:TRACKER_TOKEN}"}
                  body: {title: "${args.title}", labels: "${args.labels}", n: 1, deep: [~, x]}
                  redirect_hosts: [cdn.example, "cdn.example:8443"]
                effect: idempotent
                limits: {calls: 20, timeout: 30s, response: 2m}
            """)["tracker.create_issue"];

        tool.Name.ShouldBe("tracker.create_issue");
        tool.Description.ShouldBe("Open an issue in the tracker");
        tool.Effect.ShouldBe(EffectClass.Idempotent);
        tool.Limits.ShouldBe(new HostToolLimits(20, TimeSpan.FromSeconds(30), 2 << 20));
        tool.Provenance.Line.ShouldBe(2);
        tool.Exec.ShouldBeNull();
        tool.Arguments["title"].ShouldSatisfyAllConditions(
            title => title.Type.ShouldBe(ArgumentType.String), title => title.Required.ShouldBeTrue(), title => title.MaxLength.ShouldBe(200));
        tool.Arguments["labels"].Items!.Type.ShouldBe(ArgumentType.String);
        var http = tool.Http.ShouldNotBeNull();
        (http.Method, http.Url).ShouldBe(("POST", "https://tracker.example/api/issues"));
        http.Headers.ShouldBe(new Dictionary<string, string> { ["Authorization"] = "Bearer ${secret:TRACKER_TOKEN}" });
        http.AllowedRedirectHosts.ShouldBe(["cdn.example", "cdn.example:8443"]);
        var body = http.Body.ShouldBeOfType<TemplateNode.Map>().Entries;
        body["title"].ShouldBe(new TemplateNode.Text("${args.title}"));
        body["n"].ShouldBe(new TemplateNode.Literal("1"));
        body["deep"].ShouldBeOfType<TemplateNode.List>().Items.ShouldBe([new TemplateNode.Literal("null"), new TemplateNode.Text("x")]);
    }

    [Fact]
    public void An_exec_tool_is_read_in_full()
    {
        var tool = Load(
            """
            host_tools:
              build:
                args: {target: {type: string, enum: [debug, release], default: debug}, flag: {type: boolean, default: false}, note: {type: string, required: true, pattern: "[a-z]+", min_length: 1, allow_leading_dash: true, description: why}}
                exec:
                  argv: [make, "--mode=${args.target}", "${args.note}", "${workspace}/x", "${run.id}"]
                  cwd: "${workspace}/src"
                  env: {CI: "1", TOKEN: "${secret:T}"}
                  stdin: "${args.note}"
                  network: true
                effect: read
            """)["build"];

        var exec = tool.Exec.ShouldNotBeNull();
        exec.Argv.ShouldBe(["make", "--mode=${args.target}", "${args.note}", "${workspace}/x", "${run.id}"]);
        exec.Cwd.ShouldBe("${workspace}/src");
        exec.Environment.ShouldBe(new Dictionary<string, string> { ["CI"] = "1", ["TOKEN"] = "${secret:T}" });
        exec.Stdin.ShouldBe("${args.note}");
        exec.Network.ShouldBeTrue();
        exec.Unsandboxed.ShouldBeFalse();
        tool.Effect.ShouldBe(EffectClass.Read);
        tool.Arguments["target"].EnumJson.ShouldBe(["\"debug\"", "\"release\""]);
        tool.Arguments["target"].DefaultJson.ShouldBe("\"debug\"");
        tool.Arguments["note"].Pattern.ShouldBe("[a-z]+");
        tool.Arguments["note"].AllowLeadingDash.ShouldBeTrue();
        tool.Arguments["note"].Description.ShouldBe("why");
    }

    [Fact]
    public void What_is_not_said_has_its_documented_default()
    {
        var tools = Load("host_tools: {a: {http: {url: 'http://127.0.0.1:8080'}}, b: {args: {n: integer, o: {type: object, properties: {k: string}}}, exec: {argv: [/usr/bin/env]}}}");

        tools["a"].Description.ShouldBe("");
        tools["a"].Effect.ShouldBe(EffectClass.Once);
        tools["a"].Limits.ShouldBe(new HostToolLimits(1000, TimeSpan.FromSeconds(30), 1 << 20));
        tools["a"].Http!.Method.ShouldBe("GET");
        tools["a"].Http!.Body.ShouldBeNull();
        tools["b"].Arguments["n"].Type.ShouldBe(ArgumentType.Integer);
        tools["b"].Arguments["o"].Properties["k"].Type.ShouldBe(ArgumentType.String);
        var exec = tools["b"].Exec!;
        (exec.Cwd, exec.Stdin, exec.Network, exec.Unsandboxed).ShouldBe((null, null, false, false));
        exec.Environment.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("{}", "TAC4019", "exactly one")]
    [InlineData("{http: {url: 'https://a.example'}, exec: {argv: [a]}}", "TAC4019", "exactly one")]
    [InlineData("{htp: {url: 'https://a.example'}}", "TAC4012", "htp")]
    [InlineData("{http: {url: 'https://a.example', methd: GET}}", "TAC4012", "methd")]
    [InlineData("{http: {}}", "TAC4019", "url is missing")]
    [InlineData("{http: 1}", "TAC4013", "map of keys")]
    [InlineData("{http: {url: 'https://a.example', method: TRACE}}", "TAC4014", "one of GET")]
    [InlineData("{http: {url: 'https://a.example', body: {a: 1}}}", "TAC4019", "GET has no body")]
    [InlineData("{http: {url: 'https://a.example', redirect_hosts: ['a b']}}", "TAC4014", "does not belong")]
    [InlineData("{http: {url: 'https://a.example', headers: {Host: b.example}}}", "TAC4025", "behind the same address")]
    [InlineData("{http: {url: 'https://a.example', headers: {content-length: '1'}}}", "TAC4025", "smuggles")]
    [InlineData("{http: {url: 'https://a.example', headers: {'A B': '1'}}}", "TAC4025", "no header's name")]
    [InlineData("{http: {url: 'https://a.example', headers: {A: \"x\\r\\ny\"}}}", "TAC4025", "line break")]
    [InlineData("{http: {url: 'https://a.example', headers: {A: x, a: y}}}", "TAC4025", "twice")]
    [InlineData("{http: {url: 'https://a.example', headers: {A: '${workspace}'}}}", "TAC4017", "may not hold")]
    [InlineData("{exec: {}}", "TAC4019", "argv is missing")]
    [InlineData("{exec: {argv: []}}", "TAC4019", "argv is empty")]
    [InlineData("{exec: {argv: make all}}", "TAC4013", "a list")]
    [InlineData("{exec: {argv: [1]}}", "TAC4013", "text")]
    [InlineData("{exec: {argv: ['${args.s}']}}", "TAC4019", "no program")]
    [InlineData("{exec: {argv: ['bin/x']}}", "TAC4019", "no program")]
    [InlineData("{exec: {argv: ['-x']}}", "TAC4019", "no program")]
    [InlineData("{exec: {argv: ['']}}", "TAC4019", "no program")]
    [InlineData("{exec: {argv: ['${workspace}/x'], unsandboxed: true}}", "TAC4019", "no program")]
    [InlineData("{exec: {argv: [a, '${secret:X}']}}", "TAC4017", "may not hold a secret")]
    [InlineData("{exec: {argv: [a, '${args.t}']}}", "TAC4018", "do not declare")]
    [InlineData("{exec: {argv: [a, '${args.l}']}}", "TAC4017", "list or a map")]
    [InlineData("{exec: {argv: [a, '${args.o}']}}", "TAC4017", "may be missing")]
    [InlineData("{exec: {argv: [a, '${args.s'}]}}", "TAC4004", "YAML")]
    [InlineData("{exec: {argv: [a, '${HOME}']}}", "TAC4017", "not a placeholder")]
    [InlineData("{exec: {argv: [a], cwd: '${args.s}'}}", "TAC4017", "may not hold an argument")]
    [InlineData("{exec: {argv: [a], cwd: src}}", "TAC4019", "absolute path")]
    [InlineData("{exec: {argv: [a], cwd: '${workspace}/../x'}}", "TAC4019", "absolute path")]
    [InlineData("{exec: {argv: [a], cwd: '${workspace}x'}}", "TAC4019", "absolute path")]
    [InlineData("{exec: {argv: [a], env: {A-B: x}}}", "TAC4014", "name")]
    [InlineData("{exec: {argv: [a], env: {A: 'x${args.s}'}}}", "TAC4017", "whole text")]
    [InlineData("{exec: {argv: [a], stdin: 'x${args.s}'}}", "TAC4017", "whole text")]
    [InlineData("{exec: {argv: [a], network: no}}", "TAC4013", "true or false")]
    [InlineData("{exec: {argv: [a]}, effect: twice}", "TAC4014", "read, idempotent, once")]
    [InlineData("{exec: {argv: [a]}, limits: {calls: -1}}", "TAC4014", "0 to")]
    [InlineData("{exec: {argv: [a]}, limits: {timeout: 2d}}", "TAC4014", "1d")]
    [InlineData("{exec: {argv: [a]}, limits: {responses: 1}}", "TAC4012", "responses")]
    [InlineData("{exec: {argv: [a]}, limits: 3}", "TAC4013", "map of keys")]
    [InlineData("{exec: {argv: [a]}, description: [x]}", "TAC4013", "text")]
    [InlineData("[]", "TAC4013", "map of keys")]
    public void A_wrong_declaration_is_refused(string tool, string code, string message)
    {
        const string arguments = "{s: {type: string, required: true}, l: {type: array, required: true}, o: {type: string}}";
        var body = tool is "[]" ? tool : tool.Length == 2 ? $"{{args: {arguments}}}" : $"{{args: {arguments}, {tool[1..]}";
        home.WithSidecar($"host_tools:\n  x.y: {body}\n");

        var problem = Problem.Of(() => home.Load());

        (problem.Code, problem.Line).ShouldBe((code, 2), problem.Message);
        problem.Message.ShouldContain(message);
        problem.Mend.ShouldNotBe("");
    }

    [Theory]
    [InlineData("https://${args.s}.example/")]
    [InlineData("https://a.example${args.s}")]
    [InlineData("${args.s}")]
    [InlineData("ftp://a.example/")]
    [InlineData("HTTPS://a.example/")]
    [InlineData("//a.example/")]
    [InlineData("https://u:p@a.example/")]
    [InlineData("https://a.example:${args.s}/")]
    [InlineData("https://a.example./")]
    [InlineData("https://*.example/")]
    [InlineData("https://2130706433/")]
    [InlineData("https://a.example/#x")]
    [InlineData("https://a.example/a b")]
    [InlineData("https://a.example/ü")]
    [InlineData("https://a.example/a\\b")]
    [InlineData("https://a.example/../b")]
    [InlineData("https://a.example/%2E%2e/b")]
    [InlineData("https://a.example/./b")]
    public void A_url_that_an_argument_or_a_reader_could_lead_elsewhere_is_refused(string url)
    {
        home.WithSidecar($"host_tools: {{x: {{args: {{s: {{type: string, required: true}}}}, http: {{url: '{url}'}}}}}}");

        Problem.Of(() => home.Load()).Code.ShouldBe("TAC4020");
    }

    [Theory]
    [InlineData("https://a.example")]
    [InlineData("https://a.example?q=${args.s}")]
    [InlineData("https://a.example:8443/v1/${args.s}/x?q=${args.s}&r=${run.id}")]
    [InlineData("http://[::1]:80/%2f")]
    public void A_url_with_a_fixed_place_passes(string url) =>
        Load($"host_tools: {{x: {{args: {{s: {{type: string, required: true}}}}, http: {{url: '{url}'}}}}}}")["x"].Http!.Url.ShouldBe(url);

    [Theory]
    [InlineData("strnig", "TAC4014", "one of string")]
    [InlineData("{}", "TAC4021", "no type")]
    [InlineData("[string]", "TAC4013", "type's name")]
    [InlineData("{type: text}", "TAC4014", "one of string")]
    [InlineData("{type: string, maxlength: 3}", "TAC4012", "maxlength")]
    [InlineData("{type: string, min: 3}", "TAC4021", "min or max")]
    [InlineData("{type: string, required: true, default: x}", "TAC4021", "only one")]
    [InlineData("{type: string, default: 3}", "TAC4021", "no string")]
    [InlineData("{type: integer, default: 3.5}", "TAC4021", "no integer")]
    [InlineData("{type: number, default: x}", "TAC4021", "no number")]
    [InlineData("{type: boolean, default: 1}", "TAC4021", "no boolean")]
    [InlineData("{type: array, default: {}}", "TAC4021", "no array")]
    [InlineData("{type: object, default: []}", "TAC4021", "no object")]
    [InlineData("{type: string, enum: [a, 1]}", "TAC4021", "in its enum")]
    [InlineData("{type: string, enum: [a], default: b}", "TAC4021", "does not hold")]
    [InlineData("{type: string, enum: []}", "TAC4013", "at least one")]
    [InlineData("{type: string, enum: a}", "TAC4013", "at least one")]
    [InlineData("{type: string, pattern: '('}", "TAC4021", "cannot be used")]
    [InlineData("{type: string, pattern: '(?=a)'}", "TAC4021", "cannot be used")]
    [InlineData("{type: string, pattern: '(a)\\1'}", "TAC4021", "cannot be used")]
    [InlineData("{type: string, max_length: -1}", "TAC4014", "0 to")]
    [InlineData("{type: array, items: strin}", "TAC4014", "one of string")]
    [InlineData("{type: object, properties: {a: {}}}", "TAC4021", "properties.a has no type")]
    [InlineData("{type: object, properties: []}", "TAC4013", "map of arguments")]
    public void A_wrong_argument_is_refused(string argument, string code, string message)
    {
        home.WithSidecar($"host_tools:\n  x:\n    args:\n      a: {argument}\n    exec: {{argv: [a]}}\n");

        var problem = Problem.Of(() => home.Load());

        (problem.Code, problem.Line).ShouldBe((code, 4), problem.Message);
        problem.Message.ShouldContain(message);
    }

    [Theory]
    [InlineData("host.ping")]
    [InlineData("'a b'")]
    [InlineData("a..b")]
    [InlineData("'a.*'")]
    public void A_name_that_is_taken_or_no_name_is_refused(string name)
    {
        home.WithSidecar($"host_tools:\n  {name}: {{exec: {{argv: [a]}}}}\n");

        Problem.Of(() => home.Load()).Code.ShouldBe("TAC4019");
    }

    [Fact]
    public void An_argument_name_is_plain()
    {
        home.WithSidecar("host_tools: {x: {args: {'a.b': string}, exec: {argv: [a]}}}");

        Problem.Of(() => home.Load()).Code.ShouldBe("TAC4021");
    }

    [Fact]
    public void A_misspelt_argument_in_a_template_finds_the_nearest()
    {
        home.WithSidecar("host_tools: {x: {args: {title: string}, http: {method: POST, url: 'https://a.example', body: ['${args.titel}']}}}");

        Problem.Of(() => home.Load()).Mend.ShouldBe("Did you mean ${args.title}?");
    }

    private IReadOnlyDictionary<string, HostToolDeclaration> Load(string yaml)
    {
        var configuration = home.WithSidecar(yaml).Load();
        return configuration.Trusting(configuration.Files[0]).Grant.HostTools;
    }
}
