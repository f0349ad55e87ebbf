namespace Tactus.Protocol.Grpc.Server;

/// <summary>One method as the server finds it by its path.</summary>
internal abstract class GrpcServerMethod
{
    /// <summary>Reads the request, runs the handler and writes its answer.</summary>
    public abstract Task InvokeAsync(GrpcServerCall call, BrokerCallContext context);
}
