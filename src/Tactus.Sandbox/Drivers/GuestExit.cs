namespace Tactus.Sandbox.Drivers;

/// <summary>How a guest process ended. The exit code is the guest's word and decides nothing by itself.</summary>
/// <param name="ExitCode">Exit code, or 128 plus the signal.</param>
/// <param name="OutOfMemory">True when the driver knows that the memory limit ended it.</param>
/// <param name="DriverFailure">What failed in the driver (the engine died), or null.</param>
/// <param name="ErrorOutput">The last 8 KiB of its standard error, for the record.</param>
public sealed record GuestExit(int ExitCode, bool OutOfMemory, string? DriverFailure, string ErrorOutput);
