namespace Matching.Scale;

/// <summary>A part of the run that prints its own tables and leaves its rows in the summary.</summary>
internal interface ISection
{
    /// <summary>The word that selects it.</summary>
    string Name { get; }

    void Run(ScaleSettings settings, Summary summary);
}
