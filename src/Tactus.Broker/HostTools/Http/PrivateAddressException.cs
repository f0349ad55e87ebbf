namespace Tactus.Broker.HostTools.Http;

/// <summary>A host that must be public has a private address. Travels through the HTTP handler, which wraps what a connection throws.</summary>
/// <param name="message">Why, as the end of a sentence that begins with the host.</param>
internal sealed class PrivateAddressException(string message) : Exception(message);
