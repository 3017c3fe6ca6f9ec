namespace Matching.Tests.Architecture.Reading;

/// <summary>A type as metadata names it; nested types as <c>Outer+Inner</c>.</summary>
internal readonly record struct TypeName(string Namespace, string Name)
{
    /// <summary>No type by name: an array, or a type parameter.</summary>
    public static readonly TypeName None = new(string.Empty, string.Empty);

    /// <summary>Stands for "a pointer" in a signature.</summary>
    public static readonly TypeName Pointer = new(string.Empty, "*");

    /// <summary>True for code that the compiler or a generator of the framework writes.</summary>
    public bool IsGenerated => Name.StartsWith("<PrivateImplementationDetails>", StringComparison.Ordinal) || IsIn("System.Text.RegularExpressions.Generated");

    /// <summary>The type as written in source: closures and state machines belong to the type that holds them.</summary>
    public TypeName Written => Name.IndexOf("+<", StringComparison.Ordinal) is > 0 and var at ? this with { Name = Name[..at] } : this;

    public bool IsIn(string space) => Namespace == space || Namespace.StartsWith(space + ".", StringComparison.Ordinal);

    public override string ToString() => Namespace.Length == 0 ? Name : $"{Namespace}.{Name}";
}
