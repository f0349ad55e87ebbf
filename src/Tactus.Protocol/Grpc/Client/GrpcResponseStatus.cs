using System.Globalization;
using System.Net.Http.Headers;

namespace Tactus.Protocol.Grpc.Client;

/// <summary>Reads how a call ended out of the trailers, or out of the headers of an answer that is trailers only.</summary>
internal static class GrpcResponseStatus
{
    /// <summary>Throws unless the response can be a gRPC answer.</summary>
    /// <exception cref="GrpcException">The HTTP status is not 200, or the content type is not gRPC's.</exception>
    public static void CheckHeaders(HttpResponseMessage response)
    {
        int http = (int)response.StatusCode;
        if (http != 200)
        {
            throw new GrpcException(FromHttp(http), $"the server answered with HTTP status {http}");
        }

        string? contentType = First(response.Content.Headers, GrpcHeaders.ContentType);
        if (!GrpcHeaders.IsGrpcContentType(contentType))
        {
            throw new GrpcException(GrpcStatusCode.Unknown, $"the server answered with the content type '{contentType}'");
        }

        if (First(response.Headers, GrpcHeaders.Encoding) is { } encoding && encoding != GrpcHeaders.Identity)
        {
            throw new GrpcException(GrpcStatusCode.Unimplemented, $"the server answered with grpc-encoding '{encoding}'");
        }
    }

    /// <summary>The failure that a whole response tells; null when it tells success.</summary>
    /// <exception cref="GrpcException">There is no status, or it is no number.</exception>
    public static GrpcException? Read(HttpResponseMessage response) =>
        Read(IsTrailersOnly(response) ? response.Headers : response.TrailingHeaders);

    /// <summary>The failure that headers or trailers tell; null when they tell success.</summary>
    /// <exception cref="GrpcException">There is no status, or it is no number.</exception>
    public static GrpcException? Read(HttpHeaders headers)
    {
        string? text = First(headers, GrpcHeaders.Status);
        if (text == "0")
        {
            return null;
        }

        if (!int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int number))
        {
            throw new GrpcException(GrpcStatusCode.Internal, "the server sent no grpc-status");
        }

        // Codes that a later gRPC may add are UNKNOWN to us, as the protocol asks.
        GrpcStatusCode code = number is > 0 and <= (int)GrpcStatusCode.Unauthenticated ? (GrpcStatusCode)number : GrpcStatusCode.Unknown;
        string detail = GrpcMessageText.Decode(First(headers, GrpcHeaders.Message) ?? "");
        byte[]? details = First(headers, GrpcHeaders.StatusDetails) is { } encoded && GrpcBinaryHeader.TryDecode(encoded, out byte[]? bytes)
            ? bytes
            : null;
        return new GrpcException(code, detail) { StatusDetails = details, Trailers = ReadMetadata(headers) };
    }

    /// <summary>True when the headers already tell how the call ended.</summary>
    public static bool IsTrailersOnly(HttpResponseMessage response) => response.Headers.NonValidated.Contains(GrpcHeaders.Status);

    private static GrpcMetadata ReadMetadata(HttpHeaders headers)
    {
        var metadata = new GrpcMetadata();
        foreach (KeyValuePair<string, HeaderStringValues> header in headers.NonValidated)
        {
            string name = header.Key.ToLowerInvariant();
            if (GrpcHeaders.IsReserved(name))
            {
                continue;
            }

            foreach (string value in header.Value)
            {
                metadata.AddReceived(name, value);
            }
        }

        return metadata;
    }

    private static string? First(HttpHeaders headers, string name)
    {
        if (headers.NonValidated.TryGetValues(name, out HeaderStringValues values))
        {
            foreach (string value in values)
            {
                return value;
            }
        }

        return null;
    }

    private static GrpcStatusCode FromHttp(int status) => status switch
    {
        400 => GrpcStatusCode.Internal,
        401 => GrpcStatusCode.Unauthenticated,
        403 => GrpcStatusCode.PermissionDenied,
        404 => GrpcStatusCode.Unimplemented,
        429 or 502 or 503 or 504 => GrpcStatusCode.Unavailable,
        _ => GrpcStatusCode.Unknown,
    };
}
