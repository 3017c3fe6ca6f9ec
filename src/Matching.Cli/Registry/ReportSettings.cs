namespace Matching.Cli.Registry;

/// <summary>What report is wanted.</summary>
/// <param name="Registry">Of which registry.</param>
/// <param name="Child">Code of the child.</param>
/// <param name="Family">Code of one family; null for everybody found.</param>
/// <param name="Model">Number or name of the model; null for the newest in use.</param>
/// <param name="Format">json, html or pdf.</param>
/// <param name="Language">en or zh: of HTML; JSON has no sentences.</param>
/// <param name="File">Where it is written; null for the screen.</param>
internal sealed record ReportSettings(RegistryPlace Registry, string Child, string? Family, string? Model, string Format, string Language, string? File);
