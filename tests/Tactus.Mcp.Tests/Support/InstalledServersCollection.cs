namespace Tactus.Mcp.Tests.Support;

[CollectionDefinition(Name)]
public sealed class InstalledServersCollection : ICollectionFixture<InstalledServers>
{
    public const string Name = "installed servers";
}
