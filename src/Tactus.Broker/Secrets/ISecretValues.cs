namespace Tactus.Broker.Secrets;

/// <summary>The values of the secrets that a run's grant names, for the one moment in which one is put into a request. Thread-safe.</summary>
public interface ISecretValues
{
    /// <summary>The value of a secret, or null when no source had it at the run's start.</summary>
    /// <param name="name">The name as <c>${secret:NAME}</c> says it.</param>
    string? Find(string name);
}
