using Tactus.Protocol.Values;

namespace Tactus.Models.Requests;

/// <summary>A tool call that an assistant asked for earlier in a conversation.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Name">The tool's name.</param>
/// <param name="Arguments">The arguments.</param>
public sealed record AskedTool(string Id, string Name, MapValue Arguments);
