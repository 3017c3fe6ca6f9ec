namespace Matching.Storage.Dialects;

/// <summary>What a database holds before it is touched.</summary>
internal enum DatabaseContent
{
    Nothing = 0,
    Registry = 1,
    SomethingElse = 2,
}
