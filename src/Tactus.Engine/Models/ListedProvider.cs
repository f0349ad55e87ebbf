using Tactus.Policy.Grants;

namespace Tactus.Engine.Models;

/// <summary>A provider of models as a listing shows it.</summary>
/// <param name="Provider">Its declaration.</param>
/// <param name="Key">Whether its key is at hand; never the key.</param>
/// <param name="KeyName">The names of its secrets, or empty.</param>
public sealed record ListedProvider(ModelProvider Provider, ModelKeyState Key, string KeyName);
