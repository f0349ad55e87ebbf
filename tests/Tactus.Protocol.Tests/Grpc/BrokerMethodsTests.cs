// Proves that the hand-written table of methods says what the contract in protos/ says.
using Google.Protobuf;
using Google.Protobuf.Reflection;
using Tactus.Protocol.Grpc;
using Tactus.Protocol.V1;

namespace Tactus.Protocol.Tests.Grpc;

public sealed class BrokerMethodsTests
{
    [Fact]
    public void The_table_is_the_contract()
    {
        ServiceDescriptor service = BrokerReflection.Descriptor.Services.ShouldHaveSingleItem();
        string[] contract = [.. service.Methods.Select(method =>
            Line($"/{service.FullName}/{method.Name}", method.InputType.ClrType, method.OutputType.ClrType, method.IsServerStreaming))];

        string[] table =
        [
            Line(BrokerMethods.Start), Line(BrokerMethods.Replay), Line(BrokerMethods.Perform), Line(BrokerMethods.Emit), Line(BrokerMethods.Finish),
        ];

        table.ShouldBe(contract);
        service.Methods.ShouldAllBe(static method => !method.IsClientStreaming);
    }

    private static string Line<TRequest, TResponse>(GrpcMethod<TRequest, TResponse> method)
        where TRequest : class, IMessage<TRequest>
        where TResponse : class, IMessage<TResponse> => Line(method.Path, typeof(TRequest), typeof(TResponse), method.ServerStreaming);

    private static string Line(string path, Type request, Type response, bool streaming) => $"{path} {request.Name} -> {response.Name} {streaming}";
}
