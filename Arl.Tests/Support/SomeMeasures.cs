using System.Diagnostics.Metrics;
using Arl.Functions.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace Arl.Tests.Support;

internal static class SomeMeasures
{
    public static Measures At(TimeProvider clock) => new(new ServiceCollection().AddMetrics().BuildServiceProvider().GetRequiredService<IMeterFactory>(), clock);
}

/// <summary>Reads the measures of one network, and of no other that runs beside it.</summary>
internal sealed class MeasuresRead : IDisposable
{
    private readonly MeterListener _listener = new();
    private readonly Dictionary<string, double> _counted = [];
    private readonly Dictionary<string, double> _told = [];

    public MeasuresRead(IMeterFactory factory)
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Name == Measures.MeterName && instrument.Meter.Scope == factory)
                listener.EnableMeasurementEvents(instrument);
        };
        _listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => { lock (_counted) { _counted[instrument.Name] = _counted.GetValueOrDefault(instrument.Name) + value; Tags += tags.Length; } });
        _listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => { _told[instrument.Name] = value; Tags += tags.Length; });
        _listener.Start();
    }

    public int Tags { get; private set; }

    public double Counted(string name)
    {
        lock (_counted)
            return _counted.GetValueOrDefault(name);
    }

    /// <summary>The gauges as they are told now.</summary>
    public IReadOnlyDictionary<string, double> Gauges()
    {
        _told.Clear();
        _listener.RecordObservableInstruments();
        return new SortedDictionary<string, double>(_told, StringComparer.Ordinal);
    }

    public void Dispose() => _listener.Dispose();
}
