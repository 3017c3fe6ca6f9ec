namespace Matching.Storage.Tests;

/// <summary>Tests that change what all others stand on: the server, the environment. They run when the others are done.</summary>
[CollectionDefinition(nameof(RunsAlone), DisableParallelization = true)]
public sealed class RunsAlone;
