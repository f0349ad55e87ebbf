using Microsoft.Extensions.AI;

namespace Tactus.Models.Providers;

/// <summary>Makes the client of one provider. Thread-safe.</summary>
internal interface IChatClientFactory
{
    /// <summary>A client for one attempt.</summary>
    /// <param name="model">The model's name as the provider knows it.</param>
    /// <param name="attempt">The attempt.</param>
    IChatClient Create(string model, ProviderAttempt attempt);
}
