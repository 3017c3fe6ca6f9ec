using System.Collections.Immutable;
using System.Reflection.Metadata;

namespace Matching.Tests.Architecture.Reading;

/// <summary>Names of types behind metadata handles.</summary>
internal static class MetadataNames
{
    public static TypeName Of(MetadataReader reader, TypeDefinitionHandle handle)
    {
        var type = reader.GetTypeDefinition(handle);
        string name = reader.GetString(type.Name);
        if (type.GetDeclaringType() is { IsNil: false } outer)
            return Nested(Of(reader, outer), name);
        return new TypeName(reader.GetString(type.Namespace), name);
    }

    public static TypeName Of(MetadataReader reader, TypeReferenceHandle handle)
    {
        var type = reader.GetTypeReference(handle);
        string name = reader.GetString(type.Name);
        if (type.ResolutionScope.Kind != HandleKind.TypeReference)
            return new TypeName(reader.GetString(type.Namespace), name);
        return Nested(Of(reader, (TypeReferenceHandle)type.ResolutionScope), name);
    }

    /// <summary>All types that a type handle mentions; the type itself first.</summary>
    public static ImmutableArray<TypeName> AllOf(MetadataReader reader, EntityHandle handle) => handle switch
    {
        { IsNil: true } => [],
        { Kind: HandleKind.TypeDefinition } => [Of(reader, (TypeDefinitionHandle)handle)],
        { Kind: HandleKind.TypeReference } => [Of(reader, (TypeReferenceHandle)handle)],
        { Kind: HandleKind.TypeSpecification } => reader.GetTypeSpecification((TypeSpecificationHandle)handle).DecodeSignature(SignatureNames.Instance, null),
        _ => [],
    };

    private static TypeName Nested(TypeName holder, string name) => holder with { Name = $"{holder.Name}+{name}" };
}
