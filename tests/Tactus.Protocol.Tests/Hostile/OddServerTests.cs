// Proves that whatever a server answers, our client ends the call with the status that gRPC has for it, and never hangs or crashes.
using Google.Protobuf;
using Tactus.Protocol.Grpc;
using Tactus.Protocol.V1;

namespace Tactus.Protocol.Tests.Hostile;

public sealed class OddServerTests
{
    private static readonly (string, string)[] GoodHeaders = [(":status", "200"), ("content-type", "application/grpc")];

    private static readonly byte[] Message = RawHttp2.Framed(new PerformResponse { Delivery = 5 }.ToByteArray());

    [Fact]
    public async Task Control_a_good_answer_is_taken()
    {
        using var server = new RawServer([.. Headers(GoodHeaders), .. Data(Message), .. Trailers(("grpc-status", "0"))], close: false);

        (await server.Client.PerformAsync(new PerformRequest())).Delivery.ShouldBe(5UL);
    }

    [Theory]
    [InlineData("400", GrpcStatusCode.Internal)]
    [InlineData("401", GrpcStatusCode.Unauthenticated)]
    [InlineData("403", GrpcStatusCode.PermissionDenied)]
    [InlineData("404", GrpcStatusCode.Unimplemented)]
    [InlineData("503", GrpcStatusCode.Unavailable)]
    [InlineData("302", GrpcStatusCode.Unknown)]
    public Task A_plain_http_answer(string status, GrpcStatusCode expected) =>
        EndsAsync(expected, Headers([(":status", status), ("location", "http://localhost/")], end: true));

    [Fact]
    public Task Another_content_type() =>
        EndsAsync(GrpcStatusCode.Unknown, Headers([(":status", "200"), ("content-type", "text/html")], end: true));

    [Fact]
    public Task A_compressed_answer() => EndsAsync(
        GrpcStatusCode.Unimplemented, Headers([.. GoodHeaders, ("grpc-encoding", "gzip")]), Data(Message), Trailers(("grpc-status", "0")));

    [Fact]
    public Task A_compressed_flag() => EndsAsync(
        GrpcStatusCode.Unimplemented, Headers(GoodHeaders), Data(RawHttp2.Framed([1], flag: 1)), Trailers(("grpc-status", "0")));

    [Fact]
    public Task A_length_of_four_gigabytes() =>
        EndsAsync(GrpcStatusCode.ResourceExhausted, Headers(GoodHeaders), Data(RawHttp2.Framed([1], length: uint.MaxValue)));

    [Fact]
    public Task No_status() => EndsAsync(GrpcStatusCode.Internal, Headers(GoodHeaders), Data(Message), Trailers(("x-other", "1")));

    [Fact]
    public Task A_status_that_is_no_number() =>
        EndsAsync(GrpcStatusCode.Internal, Headers(GoodHeaders), Data(Message), Trailers(("grpc-status", "-1")));

    [Fact]
    public Task A_status_of_the_future() =>
        EndsAsync(GrpcStatusCode.Unknown, Headers(GoodHeaders), Data(Message), Trailers(("grpc-status", "99")));

    [Fact]
    public Task A_failure_behind_a_message() =>
        EndsAsync(GrpcStatusCode.Aborted, Headers(GoodHeaders), Data(Message), Trailers(("grpc-status", "10")));

    [Fact]
    public Task Success_without_a_message() =>
        EndsAsync(GrpcStatusCode.Unimplemented, Headers(GoodHeaders), Trailers(("grpc-status", "0")));

    [Fact]
    public Task Success_in_headers_alone() =>
        EndsAsync(GrpcStatusCode.Unimplemented, Headers([.. GoodHeaders, ("grpc-status", "0")], end: true));

    [Fact]
    public async Task A_stream_without_messages_may_be_headers_alone()
    {
        using var server = new RawServer(Headers([.. GoodHeaders, ("grpc-status", "0")], end: true), close: false);

        (await server.Client.ReplayAsync(new ReplayRequest()).CountAsync()).ShouldBe(0);
    }

    [Fact]
    public Task Two_messages() =>
        EndsAsync(GrpcStatusCode.Unimplemented, Headers(GoodHeaders), Data([.. Message, .. Message]), Trailers(("grpc-status", "0")));

    [Fact]
    public Task Half_a_message() =>
        EndsAsync(GrpcStatusCode.Internal, Headers(GoodHeaders), Data(Message[..^1]), Trailers(("grpc-status", "0")));

    [Fact]
    public Task Half_a_prefix() => EndsAsync(GrpcStatusCode.Internal, Headers(GoodHeaders), Data([0, 0]), Trailers(("grpc-status", "0")));

    [Fact]
    public Task Bytes_that_are_no_message() => EndsAsync(
        GrpcStatusCode.Internal, Headers(GoodHeaders), Data(RawHttp2.Framed([0x0a, 0xff, 0xff, 0xff, 0x0f])), Trailers(("grpc-status", "0")));

    [Theory]
    [InlineData(2, GrpcStatusCode.Internal)]
    [InlineData(7, GrpcStatusCode.Unavailable)]
    [InlineData(8, GrpcStatusCode.Cancelled)]
    [InlineData(11, GrpcStatusCode.ResourceExhausted)]
    [InlineData(12, GrpcStatusCode.PermissionDenied)]
    public Task A_reset(byte code, GrpcStatusCode expected) =>
        EndsAsync(expected, Headers(GoodHeaders), RawHttp2.Frame(RawFrame.Reset, 0, 1, [0, 0, 0, code]));

    [Fact]
    public async Task A_connection_that_ends_in_the_middle_of_an_answer()
    {
        using var server = new RawServer([.. Headers(GoodHeaders), .. Data(Message)], close: true);

        GrpcException failure = await Should.ThrowAsync<GrpcException>(server.Client.PerformAsync(new PerformRequest()));

        failure.Status.ShouldBe(GrpcStatusCode.Unavailable);
        server.Client.Disconnected.IsCancellationRequested.ShouldBeTrue();
    }

    private static byte[] Headers((string Name, string Value)[] headers, bool end = false) =>
        RawHttp2.Frame(RawFrame.Headers, (byte)(RawFrame.EndHeaders | (end ? RawFrame.EndStream : 0)), 1, RawHttp2.HeaderBlock(headers));

    private static byte[] Data(byte[] content) => RawHttp2.Frame(RawFrame.Data, 0, 1, content);

    private static byte[] Trailers((string Name, string Value) trailer) => Headers([trailer], end: true);

    private static async Task EndsAsync(GrpcStatusCode expected, params byte[][] answer)
    {
        using var server = new RawServer([.. answer.SelectMany(static part => part)], close: false);

        GrpcException failure = await Should.ThrowAsync<GrpcException>(server.Client.PerformAsync(new PerformRequest()));

        failure.Status.ShouldBe(expected);
    }
}
