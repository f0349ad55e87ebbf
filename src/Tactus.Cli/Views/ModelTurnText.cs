using System.Globalization;
using Tactus.Broker.Observing;
using Tactus.Cli.Output;
using Tactus.Journal;

namespace Tactus.Cli.Views;

/// <summary>What models said and used up, as lines of text.</summary>
internal static class ModelTurnText
{
    /// <summary>A whole turn: what was said and what was asked for.</summary>
    public static string Of(ModelTurn turn) =>
        turn.Text.Length == 0 ? Closing(turn) : $"{Head(turn)} {SafeText.Indented(turn.Text)}\n  {Tail(turn)}";

    /// <summary>The line that closes a turn whose text was shown as it came.</summary>
    public static string Closing(ModelTurn turn) => $"{Head(turn)} {Tail(turn)}";

    /// <summary>The agent's name, or that of the model when nobody is told.</summary>
    public static string Speaker(string agent) => agent.Length == 0 ? "model" : SafeText.OneLine(agent, 40);

    /// <summary>Tokens and money; empty for a run that asked no model.</summary>
    public static string Of(ModelUsage usage)
    {
        if (usage is { TotalTokens: 0, Calls: 0 })
        {
            return "";
        }

        string tokens = Quantity.Count(usage.TotalTokens, "token");
        string cost = usage.CostUsd.ToString("0.######", CultureInfo.InvariantCulture);
        return (usage.UnpricedCalls, usage.CostUsd) switch
        {
            (0, _) => $"{tokens}, {cost} USD",
            (_, 0) => $"{tokens}, cost unknown",
            _ => $"{tokens}, more than {cost} USD",
        };
    }

    private static string Head(ModelTurn turn) => $"[{Speaker(turn.Agent)}]";

    private static string Tail(ModelTurn turn)
    {
        string asks = turn.Tools.Count == 0 ? "" : $"asks for {SafeText.OneLine(string.Join(", ", turn.Tools), 200)}; ";
        return $"({asks}{SafeText.OneLine(turn.Model, 80)}, {Of(turn.Usage)})";
    }
}
