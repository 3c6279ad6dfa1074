namespace Arl.Functions.Hosting.Local;

/// <summary>
/// What a first run brings (the sample directory, the sample network). Found by reflection (it has a constructor without parameters), run in <see cref="Order"/> once storage is ready, at every start:
/// a seed looks first whether its work is done, and leaves real data alone.
/// </summary>
public interface ILocalSeed
{
    /// <summary>Lower goes first: the directory 10, the coaches 20, the library 30.</summary>
    int Order { get; }

    /// <param name="services">A scope of the host's services; its storage answers and has every table, queue and container.</param>
    /// <param name="say">Prints one line of progress.</param>
    /// <param name="cancel">The host is stopping.</param>
    Task Seed(IServiceProvider services, Action<string> say, CancellationToken cancel);
}
