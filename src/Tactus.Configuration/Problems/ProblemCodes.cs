namespace Tactus.Configuration.Problems;

/// <summary>The codes of this room; docs/errors/configuration.md explains each.</summary>
internal static class ProblemCodes
{
    public const string Unreadable = "TAC4001";
    public const string BadText = "TAC4002";
    public const string TabIndent = "TAC4003";
    public const string Syntax = "TAC4004";
    public const string AnchorOrAlias = "TAC4005";
    public const string Tag = "TAC4006";
    public const string ManyDocuments = "TAC4007";
    public const string TooDeep = "TAC4008";
    public const string DuplicateKey = "TAC4009";
    public const string TooLarge = "TAC4010";
    public const string KeyIsNotText = "TAC4011";
    public const string UnknownKey = "TAC4012";
    public const string WrongType = "TAC4013";
    public const string WrongValue = "TAC4014";
    public const string NotBuilt = "TAC4015";
    public const string WrongLayer = "TAC4016";
    public const string WrongPlaceholder = "TAC4017";
    public const string UndeclaredArgument = "TAC4018";
    public const string WrongHostTool = "TAC4019";
    public const string WrongUrl = "TAC4020";
    public const string WrongSchema = "TAC4021";
    public const string WrongVolume = "TAC4022";
    public const string ReservedVariable = "TAC4023";
    public const string WrongToolPattern = "TAC4024";
    public const string WrongHeader = "TAC4025";
    public const string WrongMcpServer = "TAC4029";
    public const string WrongModel = "TAC4026";
    public const string WrongProvider = "TAC4027";
    public const string Untrusted = "TAC4030";
    public const string BrokenTrustStore = "TAC4031";
    public const string WritableByOthers = "TAC4032";
    public const string TrustStoreNotWritten = "TAC4033";
    public const string ForeignProject = "TAC4034";
    public const string LinkedFile = "TAC4035";
    public const string MisnamedFile = "TAC4036";
    public const string TrustedFileNotUsed = "TAC4037";
    public const string UnknownExplainKey = "TAC4038";
    public const string NotTrustable = "TAC4039";
}
