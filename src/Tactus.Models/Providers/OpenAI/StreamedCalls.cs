using System.Text;
using Microsoft.Extensions.AI;
using OpenAI.Chat;
using Tactus.Models.Failures;

namespace Tactus.Models.Providers.OpenAI;

/// <summary>Puts tool calls together whose fragments arrive mixed, each with the index of its call.</summary>
internal sealed class StreamedCalls(string provider)
{
    private const int MostCalls = 256;

    private readonly SortedDictionary<int, (string? Id, string? Name, StringBuilder Arguments)> _calls = [];

    /// <summary>Adds a fragment.</summary>
    /// <exception cref="ModelCallException">There are too many calls (TAC3817).</exception>
    public void Add(StreamingChatToolCallUpdate fragment)
    {
        (string? id, string? name, StringBuilder arguments) = _calls.GetValueOrDefault(fragment.Index, (null, null, new StringBuilder()));
        if (fragment.FunctionArgumentsUpdate is { } more)
        {
            arguments.Append(more);
        }

        _calls[fragment.Index] = (FirstOf(id, fragment.ToolCallId), FirstOf(name, fragment.FunctionName), arguments);
        if (_calls.Count > MostCalls)
        {
            throw ModelFailures.Malformed(provider, $"it asks for more than {MostCalls} tools");
        }
    }

    /// <summary>The calls in the order of their index.</summary>
    public IEnumerable<FunctionCallContent> Complete() =>
        _calls.Values.Select(call => OpenAIMapping.CallOf(call.Id ?? "", call.Name ?? "", call.Arguments.ToString()));

    // Some servers send the id and the name with every fragment.
    private static string? FirstOf(string? known, string? now) => string.IsNullOrEmpty(known) ? now : known;
}
