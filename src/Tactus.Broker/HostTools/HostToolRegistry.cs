using System.Collections.Frozen;

namespace Tactus.Broker.HostTools;

/// <summary>The host tools of a run, by name. Immutable and thread-safe.</summary>
internal sealed class HostToolRegistry : IDisposable
{
    private readonly FrozenDictionary<string, IHostTool> _tools;
    private readonly IDisposable? _shared;

    /// <summary>A registry of these tools. A later one of the same name replaces an earlier one.</summary>
    /// <param name="tools">The tools.</param>
    /// <param name="shared">What they share and what ends with the registry, or null.</param>
    public HostToolRegistry(IEnumerable<IHostTool> tools, IDisposable? shared = null)
    {
        _shared = shared;
        var byName = new Dictionary<string, IHostTool>(StringComparer.Ordinal);
        foreach (IHostTool tool in tools)
        {
            byName[tool.Info.Name] = tool;
        }

        _tools = byName.ToFrozenDictionary(StringComparer.Ordinal);
    }

    /// <summary>What there is, sorted by name.</summary>
    public IReadOnlyList<HostToolInfo> Tools =>
        [.. _tools.Values.Select(tool => tool.Info).OrderBy(info => info.Name, StringComparer.Ordinal)];

    /// <summary>The tool of a name, or null.</summary>
    public IHostTool? Find(string name) => _tools.GetValueOrDefault(name);

    /// <inheritdoc/>
    public void Dispose() => _shared?.Dispose();
}
