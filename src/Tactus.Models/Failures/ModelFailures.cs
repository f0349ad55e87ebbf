using System.Globalization;
using System.Net;
using Tactus.Broker.Gate;

namespace Tactus.Models.Failures;

/// <summary>The ways in which asking a model fails.</summary>
internal static class ModelFailures
{
    private const string TryLater = "try again later";

    // The provider had the request and may have worked on it: late, silent, malformed, cut, too large for us, too large for the guest.
    private static readonly string[] s_billed = ["TAC3811", "TAC3812", "TAC3817", "TAC3818", "TAC3819", "TAC3004"];

    public static ModelCallException Unreachable(string provider, Exception cause) =>
        new("TAC3810", EffectErrorKind.Failed, $"the provider '{provider}' cannot be reached: {cause.GetBaseException().Message}",
            $"look whether models.providers.{provider}.base_url is right, the server runs, and this machine reaches it", cause)
        {
            IsRetryable = true, IsSafeToRepeat = true, IsProviderFailure = true,
        };

    public static ModelCallException Late(string provider, TimeSpan limit) =>
        new("TAC3811", EffectErrorKind.Timeout, $"the provider '{provider}' had not answered in full within {Seconds(limit)} s",
            $"raise models.providers.{provider}.timeout, or ask for less")
        {
            IsRetryable = true, IsProviderFailure = true,
        };

    public static ModelCallException Silent(string provider, TimeSpan limit) =>
        new("TAC3812", EffectErrorKind.Timeout, $"the provider '{provider}' sent nothing for {Seconds(limit)} s",
            $"raise models.providers.{provider}.idle_timeout if the model thinks for longer")
        {
            IsRetryable = true, IsProviderFailure = true,
        };

    /// <summary>The provider answered with a status that is no success.</summary>
    public static ModelCallException Refused(string provider, HttpStatusCode status, string said, TimeSpan? retryAfter) => (int)status switch
    {
        429 => new("TAC3813", EffectErrorKind.Failed, $"the provider '{provider}' has had too many requests{Quote(said)}", TryLater)
        {
            IsRetryable = true, IsSafeToRepeat = true, RetryAfter = retryAfter,
        },
        >= 500 => new("TAC3814", EffectErrorKind.Failed, $"the provider '{provider}' failed with status {(int)status}{Quote(said)}", TryLater)
        {
            IsRetryable = true, IsSafeToRepeat = true, IsProviderFailure = true, RetryAfter = retryAfter,
        },
        401 or 403 => new(
            "TAC3815", EffectErrorKind.Failed, $"the provider '{provider}' refused the key with status {(int)status}{Quote(said)}",
            $"look at models.providers.{provider}.api_key and what the key may do"),
        >= 300 and < 400 => new(
            "TAC3821", EffectErrorKind.Failed, $"the provider '{provider}' redirected with status {(int)status}; redirects are not followed",
            $"give the final URL as models.providers.{provider}.base_url"),
        _ => new(
            "TAC3816", EffectErrorKind.Failed, $"the provider '{provider}' refused the request with status {(int)status}{Quote(said)}",
            "look at the model's name and the request's options"),
    };

    public static ModelCallException Malformed(string provider, string why, Exception? cause = null) =>
        new("TAC3817", EffectErrorKind.Failed, $"the provider '{provider}' gave an answer that cannot be read: {why}",
            "look whether the server speaks the protocol that the provider's kind names", cause)
        {
            IsRetryable = true,
        };

    public static ModelCallException Cut(string provider, Exception? cause = null) =>
        new("TAC3818", EffectErrorKind.Failed, $"the answer of the provider '{provider}' broke off before its end", TryLater, cause)
        {
            IsRetryable = true, IsProviderFailure = true,
        };

    public static ModelCallException TooLarge(string provider, long limit) =>
        new("TAC3819", EffectErrorKind.Failed, $"the answer of the provider '{provider}' is larger than {limit} bytes", "ask for less, for instance with max_tokens");

    /// <summary>The provider is not asked now.</summary>
    /// <param name="provider">Its name.</param>
    /// <param name="last">Its last failure, whose mend is the one that helps; null when none is known.</param>
    public static ModelCallException Broken(string provider, ModelCallException? last) =>
        new(
            "TAC3820", EffectErrorKind.Failed,
            $"the provider '{provider}' failed too often just now; it is left alone for some seconds{(last is null ? "" : $" (the last time, {last.Code}: {last.Message})")}",
            last?.Mend is { } mend && mend != TryLater ? $"{mend}; then {TryLater}" : TryLater, last)
        {
            IsRetryable = true,
        };

    public static ModelCallException KeyMissing(string provider, string secret) =>
        new("TAC3808", EffectErrorKind.Failed, $"the provider '{provider}' needs the secret {secret}, and it is not there",
            $"export {secret}=…, or write it to $XDG_CONFIG_HOME/tactus/secrets/{secret} (~/.config/tactus/secrets/{secret}) and chmod 600 it");

    public static ModelCallException Unscripted(string what) =>
        new("TAC3822", EffectErrorKind.Failed, what, "write an answer for it under the mock's answers in trusted YAML; docs/models.md shows how");

    /// <summary>True for a failure after which the provider may want money all the same.</summary>
    public static bool MayBeBilled(string code) => s_billed.Contains(code);

    /// <summary>The failure among the causes of an exception, or null.</summary>
    public static ModelCallException? FindIn(Exception? error)
    {
        for (Exception? cause = error; cause is not null; cause = cause.InnerException)
        {
            switch (cause)
            {
                case ModelCallException failure:
                    return failure;
                case AggregateException many when many.InnerExceptions.Select(FindIn).FirstOrDefault(found => found is not null) is { } found:
                    return found;
            }
        }

        return null;
    }

    private static string Seconds(TimeSpan limit) => limit.TotalSeconds.ToString("0.###", CultureInfo.InvariantCulture);

    private static string Quote(string said) => said.Length == 0 ? "" : $": {said}";
}
