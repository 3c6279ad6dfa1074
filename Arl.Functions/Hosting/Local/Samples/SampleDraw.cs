namespace Arl.Functions.Hosting.Local.Samples;

/// <summary>The draws of a sample. A seeded <see cref="Random"/> gives the same numbers in every version of .NET.</summary>
internal sealed class SampleDraw(int seed)
{
    private readonly Random _random = new(seed);

    public T Of<T>(IReadOnlyList<T> choices) => choices[_random.Next(choices.Count)];

    public bool Chance(double share) => _random.NextDouble() < share;

    public double Between(double from, double to) => from + ((to - from) * _random.NextDouble());

    /// <param name="most">Included.</param>
    public int Whole(int least, int most) => _random.Next(least, most + 1);

    public T[] Shuffled<T>(IEnumerable<T> items)
    {
        var shuffled = items.ToArray();
        _random.Shuffle(shuffled);
        return shuffled;
    }

    public int Weighted(IReadOnlyList<int> weights)
    {
        var at = _random.NextInt64(weights.Sum(w => (long)w));
        var index = 0;
        while (at >= weights[index])
            at -= weights[index++];
        return index;
    }

    /// <summary>A log-normal number, as sizes of schools and districts are: skewed to the right, with this mean.</summary>
    public double Skewed(double mean, double sigma)
    {
        var normal = Math.Sqrt(-2 * Math.Log(1 - _random.NextDouble())) * Math.Cos(2 * Math.PI * _random.NextDouble());
        return mean * Math.Exp((sigma * normal) - (sigma * sigma / 2));
    }

    /// <summary>Indexes of the weights, each as often as its weight's share of the count, in random order: so that even a small sample meets the shares.</summary>
    public Queue<int> Deck(int count, IReadOnlyList<int> weights)
    {
        var cards = Apportion(count, weights).SelectMany((times, index) => Enumerable.Repeat(index, times)).ToArray();
        _random.Shuffle(cards);
        return new(cards);
    }

    /// <summary>Whole parts of the count by weight, by the largest remainder.</summary>
    public static int[] Apportion(int count, IReadOnlyList<int> weights)
    {
        var total = weights.Sum(w => (double)w);
        var exact = weights.Select(w => (double)count * w / total).ToArray();
        var parts = Array.ConvertAll(exact, part => (int)part);
        foreach (var index in Enumerable.Range(0, parts.Length).OrderByDescending(i => exact[i] - parts[i]).Take(count - parts.Sum()))
            parts[index]++;
        return parts;
    }
}
