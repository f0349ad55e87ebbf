namespace Tactus.Sandbox.Processes;

/// <summary>How a child ended.</summary>
/// <param name="Code">Exit code, or 128 plus the signal.</param>
/// <param name="OutputRefused">True when it was ended because a sink refused more output.</param>
internal sealed record ProcessExit(int Code, bool OutputRefused);
