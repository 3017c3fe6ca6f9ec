using System.Diagnostics;
using Matching.Api.Hosting;
using Matching.Casework;
using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Matching.Api.Operations;

/// <summary>Sends metrics and traces by OTLP to where the options say: gRPC to port 4317, else HTTP with protobuf.</summary>
internal sealed class Telemetry : BackgroundService
{
    private const int GrpcPort = 4317;

    private static readonly TimeSpan Every = TimeSpan.FromSeconds(10);

    private readonly ICaseStore _store;
    private readonly SearchMetrics _metrics;
    private readonly TracerProvider _traces;
    private readonly MeterProvider _meters;

    /// <summary>Begins to collect.</summary>
    /// <exception cref="StartRefusedException">The address is none.</exception>
    public Telemetry(ICaseStore store, SearchMetrics metrics, MatchingOptions options)
    {
        (_store, _metrics) = (store, metrics);
        if (!Uri.TryCreate(options.Telemetry, UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https"))
            throw new StartRefusedException($"{MatchingOptions.Section}:{nameof(MatchingOptions.Telemetry)} is no address such as http://127.0.0.1:4317. Correct it, or leave it out.");
        var resource = ResourceBuilder.CreateEmpty().AddService(SearchMetrics.Name, serviceVersion: RegistryServices.Engine);
        _traces = Sdk.CreateTracerProviderBuilder().SetResourceBuilder(resource).AddSource("Microsoft.AspNetCore", SearchMetrics.Name)
            .AddProcessor(new AddressEraser()).AddOtlpExporter(otlp => Send(otlp, address, "v1/traces")).Build();
        _meters = Sdk.CreateMeterProviderBuilder().SetResourceBuilder(resource).AddMeter("Microsoft.AspNetCore.Hosting", "System.Runtime", SearchMetrics.Name)
            .AddOtlpExporter((otlp, reader) =>
            {
                Send(otlp, address, "v1/metrics");
                reader.PeriodicExportingMetricReaderOptions.ExportIntervalMilliseconds = (int)Every.TotalMilliseconds;
            }).Build();
    }

    /// <summary>Sends what was collected and not sent yet.</summary>
    public override void Dispose()
    {
        _traces.Dispose();
        _meters.Dispose();
        base.Dispose();
    }

    // What waits is counted here, for the reader of a gauge must not wait for a database.
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every / 2);
        do
        {
            try
            {
                _metrics.SetWaiting((await _store.WaitingTilesAsync(stoppingToken)).Count);
            }
            catch (Exception away) when (away is CaseStoreException && !stoppingToken.IsCancellationRequested)
            {
                // The gauge keeps its last value; that the database is away, the health tells.
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private static void Send(OtlpExporterOptions otlp, Uri address, string path)
    {
        otlp.Protocol = address.Port == GrpcPort ? OtlpExportProtocol.Grpc : OtlpExportProtocol.HttpProtobuf;
        otlp.Endpoint = otlp.Protocol == OtlpExportProtocol.Grpc ? address : new Uri(address.AbsoluteUri.TrimEnd('/') + "/" + path);
    }

    /// <summary>Takes addresses out of traces: they may hold codes of persons. The route stays.</summary>
    private sealed class AddressEraser : BaseProcessor<Activity>
    {
        private static readonly string[] Tags = ["url.path", "url.query", "url.full", "http.target", "http.url", "client.address", "user_agent.original"];

        public override void OnEnd(Activity data)
        {
            foreach (string tag in Tags)
                data.SetTag(tag, null);
        }
    }
}
