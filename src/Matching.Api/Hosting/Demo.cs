namespace Matching.Api.Hosting;

/// <summary>Fills an empty registry with the sample data.</summary>
internal static class Demo
{
    public static Task FillAsync(IServiceProvider services) => Task.CompletedTask;
}
