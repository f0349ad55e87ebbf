using Tactus.Configuration.HostTools;
using Tactus.Configuration.Keys;
using Tactus.Configuration.Loading;
using Tactus.Policy.Data;
using Tactus.Policy.Grants;
using Tactus.Policy.Layers;

namespace Tactus.Configuration.Explaining;

/// <summary>Says what values give away beyond the defaults.</summary>
internal static class RiskAssessor
{
    private static readonly IReadOnlyList<ReasonedEntry> SensitiveDirectories =
        ReasonedList.Load(typeof(RiskAssessor).Assembly, "sensitive-directories.list");

    public static RiskAssessment Assess(Setting setting)
    {
        if (setting.Value is HostToolDeclaration tool)
        {
            return tool.Exec is { } exec ? AssessExec(exec) : AssessHttp(tool.Http!);
        }

        if (setting.Value is McpServerDeclaration server)
        {
            return server.Url is { } url ? AssessUrl(server, url) : AssessProgram(server);
        }

        if (setting.Value is ModelProvider provider)
        {
            return AssessProvider(provider);
        }

        var row = ConfigurationKeys.Find(setting.Key)!;
        if (row.Order!.Covers(DefaultLayer.Instance.Settings.GetValueOrDefault(setting.Key)?.Value, setting.Value))
        {
            return RiskAssessment.None;
        }

        return setting.Value switch
        {
            IReadOnlyList<VolumeGrant> volumes when FindSensitive(volumes) is { } found => new RiskAssessment(RiskLevel.High, found),
            IReadOnlyList<string> patterns when patterns.Contains("*") => new RiskAssessment(
                RiskLevel.High, "The pattern \"*\" stands for every tool, also for those that are declared later."),
            _ => new RiskAssessment(row.RiskWhenWidened, row.Risk),
        };
    }

    private static RiskAssessment AssessExec(ExecToolDeclaration exec)
    {
        if (exec.Unsandboxed)
        {
            return new RiskAssessment(RiskLevel.High, "The program runs on the bare host with your rights; what it reads from the workspace may have been written by the procedure.");
        }

        return exec.Network
            ? new RiskAssessment(RiskLevel.High, "The program sees the workspace and the network, so what is in the one can leave through the other.")
            : new RiskAssessment(RiskLevel.Medium, "The program runs in a helper sandbox and sees the workspace.");
    }

    private static RiskAssessment AssessHttp(HttpToolDeclaration http)
    {
        var hasSecret = HostToolSecrets.Of(http).Count > 0;
        if (hasSecret && http.Url.StartsWith("http://", StringComparison.Ordinal))
        {
            return new RiskAssessment(RiskLevel.High, "A secret travels unencrypted.");
        }

        return hasSecret
            ? new RiskAssessment(RiskLevel.Medium, "The procedure can use the secret at this address without seeing it, and send what it knows there.")
            : new RiskAssessment(RiskLevel.Medium, "The procedure can send what it knows to this address.");
    }

    private static RiskAssessment AssessProgram(McpServerDeclaration server)
    {
        if (server.Unsandboxed)
        {
            return new RiskAssessment(RiskLevel.High, "The server runs on the bare host with your rights.");
        }

        if (FindSensitive(server.Mounts) is { } found)
        {
            return new RiskAssessment(RiskLevel.High, found);
        }

        var seesFiles = server.Mounts.Count > 0 || server.Workspace != WorkspaceAccess.None;
        return server.Network && seesFiles
            ? new RiskAssessment(RiskLevel.High, "The server sees files and the network, so what is in the one can leave through the other.")
            : new RiskAssessment(RiskLevel.Medium, "The server runs in a helper sandbox; the procedure chooses what it is asked.");
    }

    private static RiskAssessment AssessUrl(McpServerDeclaration server, string url)
    {
        var hasSecret = server.Headers.Values.Any(header => header.Contains("${secret:", StringComparison.Ordinal));
        return hasSecret && url.StartsWith("http://", StringComparison.Ordinal)
            ? new RiskAssessment(RiskLevel.High, "A secret travels unencrypted.")
            : new RiskAssessment(RiskLevel.Medium, "The procedure can send what it knows to this address.");
    }

    private static RiskAssessment AssessProvider(ModelProvider provider) => provider switch
    {
        { Kind: ModelProviderKind.Mock } => RiskAssessment.None,
        { ApiKey: not null } when provider.BaseUrl.StartsWith("http://", StringComparison.Ordinal) && !new Uri(provider.BaseUrl).IsLoopback =>
            new RiskAssessment(RiskLevel.High, "A secret travels unencrypted."),
        { ApiKey: not null } => new RiskAssessment(RiskLevel.Medium, "What the procedure knows is sent to this address, and you pay for it."),
        _ => new RiskAssessment(RiskLevel.Medium, "What the procedure knows is sent to this address."),
    };

    private static string? FindSensitive(IReadOnlyList<VolumeGrant> volumes)
    {
        foreach (var volume in volumes)
        {
            if (SensitiveDirectories.FirstOrDefault(entry => entry.Entry == volume.HostPath) is { } entry)
            {
                return $"The volume {volume.HostPath} hands over {entry.Reason}.";
            }
        }

        return null;
    }
}
