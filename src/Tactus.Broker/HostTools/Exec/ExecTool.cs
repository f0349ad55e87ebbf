using Tactus.Broker.Gate;
using Tactus.Broker.HostTools.Templates;
using Tactus.Policy.Grants;
using Tactus.Policy.Templates;
using Tactus.Protocol;
using Tactus.Protocol.Values;
using Tactus.Sandbox.Helpers;

namespace Tactus.Broker.HostTools.Exec;

/// <summary>A host tool that is a program, run in a helper sandbox of its own.</summary>
internal sealed class ExecTool : DeclaredTool
{
    private readonly ExecPlace _place;
    private readonly TemplateRenderer _renderer;
    private readonly List<TemplateText> _argv;
    private readonly string _directory;
    private readonly Dictionary<string, TemplateText> _environment;
    private readonly TemplateText? _stdin;

    /// <summary>Compiles a declaration.</summary>
    /// <exception cref="TactusException">It cannot be used (TAC3105).</exception>
    public ExecTool(HostToolDeclaration declaration, ExecPlace place, TemplateRenderer renderer)
        : base(declaration, "exec")
    {
        ExecToolDeclaration exec = declaration.Exec!;
        _place = place;
        _renderer = renderer;
        _argv = [.. exec.Argv.Select(TemplateText.Parse)];
        _directory = ReadDirectory(exec.Cwd, place);
        _environment = exec.Environment.ToDictionary(entry => entry.Key, entry => TemplateText.Parse(entry.Value), StringComparer.Ordinal);
        _stdin = exec.Stdin is null ? null : TemplateText.Parse(exec.Stdin);
        if (_argv.Count == 0 || _argv[0].Arguments.Any())
        {
            throw Unusable("the program, the first element of its argv, may hold no argument");
        }

        // Every user of the machine can read the arguments of every process.
        if (_argv.Exists(template => template.Secrets.Any()))
        {
            throw Unusable("its argv holds a secret; put it into env or stdin");
        }
    }

    /// <inheritdoc/>
    public override async ValueTask<Value> CallAsync(HostToolCall call, CancellationToken cancellationToken)
    {
        HelperCommand command = Compose(call);
        try
        {
            HelperResult result = await _place.Helpers.RunAsync(command, cancellationToken);
            return result.TimedOut ? throw ExecErrors.Late(Declaration.Name, Declaration.Limits.Timeout) : Describe(result);
        }
        catch (TactusException failure)
        {
            throw new EffectException(failure.Code, EffectErrorKind.Failed, failure.Message, failure.Mend ?? "", inner: failure);
        }
    }

    private HelperCommand Compose(HostToolCall call) => new()
    {
        RunId = _place.RunId,
        Argv = [.. _argv.Select(template => RenderArgument(template, call.Arguments))],
        WorkingDirectory = _directory,
        Environment = ComposeEnvironment(call),
        Stdin = _stdin is null ? default : RenderStdin(_stdin, call.Arguments),
        Mounts = _place.Mounts,
        Network = Declaration.Exec!.Network,
        Unsandboxed = Declaration.Exec.Unsandboxed,
        Timeout = Declaration.Limits.Timeout,
        OutputLimit = Declaration.Limits.Response,
        MemoryLimit = _place.MemoryLimit,
    };

    private string RenderArgument(TemplateText template, MapValue arguments)
    {
        string text = _renderer.Render(template, arguments);
        if (template.IsLiteral)
        {
            return text;
        }

        if (text.Contains('\0', StringComparison.Ordinal))
        {
            throw ExecErrors.BadArgument(Declaration.Name, "holds a NUL");
        }

        // Only an element that begins with an argument can become an option by what the procedure says.
        if (text.StartsWith('-') && template.Parts[0] is TemplatePart.Argument first
            && !(Declaration.Arguments.TryGetValue(first.Name, out var schema) && schema.AllowLeadingDash))
        {
            throw ExecErrors.BadArgument(Declaration.Name, $"would begin with a dash, by the argument '{first.Name}'");
        }

        return text;
    }

    private Dictionary<string, string> ComposeEnvironment(HostToolCall call)
    {
        var environment = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["PATH"] = "/usr/local/bin:/usr/bin:/bin",
            ["HOME"] = "/tmp",
            ["LANG"] = "C.UTF-8",
            ["TACTUS_IDEMPOTENCY_KEY"] = call.IdempotencyKey,
        };
        foreach ((string name, TemplateText template) in _environment)
        {
            string value = _renderer.Render(template, call.Arguments);
            environment[name] = value.Contains('\0', StringComparison.Ordinal)
                ? throw ExecErrors.BadArgument(Declaration.Name, $"would put a NUL into the variable {name}")
                : value;
        }

        return environment;
    }

    private ReadOnlyMemory<byte> RenderStdin(TemplateText template, MapValue arguments)
    {
        bool isValue = template.WholeArgument is { } name && arguments.TryGet(name, out Value? value) && value is ListValue or MapValue;
        string text = isValue
            ? ValueJson.ToJson(arguments.TryGet(template.WholeArgument!, out Value? whole) ? whole : Value.Null)
            : _renderer.Render(template, arguments);
        return System.Text.Encoding.UTF8.GetBytes(text);
    }

    private Value Describe(HelperResult result) => Value.MapOf(
        ("exit_code", Value.Of(result.ExitCode)),
        ("stdout", Value.Of(_place.Tidy(result.Stdout, result.Truncated))),
        ("stderr", Value.Of(_place.Tidy(result.Stderr, result.Truncated))),
        ("truncated", Value.Of(result.Truncated)));

    private string ReadDirectory(string? template, ExecPlace place)
    {
        if (template is null)
        {
            return place.Workspace ?? "/";
        }

        TemplateText parsed = TemplateText.Parse(template);
        if (parsed.Arguments.Any() || parsed.Secrets.Any())
        {
            throw Unusable("its cwd may hold ${workspace} and fixed text only");
        }

        if (place.Workspace is null && parsed.Parts.Any(part => part is TemplatePart.Workspace))
        {
            throw Unusable("its cwd names the workspace, and the run has none");
        }

        return _renderer.Render(parsed, Value.EmptyMap);
    }
}
