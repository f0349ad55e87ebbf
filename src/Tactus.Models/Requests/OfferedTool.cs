using Tactus.Broker.Agents;
using Tactus.Protocol.Values;

namespace Tactus.Models.Requests;

/// <summary>A tool that a model may ask for.</summary>
/// <param name="Name">Its name as the model knows it.</param>
/// <param name="Description">What it does.</param>
/// <param name="Parameters">JSON schema of its arguments.</param>
/// <param name="Source">Where it comes from.</param>
public sealed record OfferedTool(string Name, string Description, MapValue Parameters, ToolSource Source);
