using System.Collections.Immutable;
using System.Reflection.Metadata;

namespace Matching.Tests.Architecture.Reading;

/// <summary>Names of members behind metadata handles.</summary>
internal static class MemberNames
{
    /// <summary>The type that declares a method or field.</summary>
    public static TypeName TypeOf(MetadataReader reader, EntityHandle member) => MentionedBy(reader, member) is [var first, ..] ? first : TypeName.None;

    /// <summary>The types that naming a member, type or method instance mentions; the declaring type first.</summary>
    public static ImmutableArray<TypeName> MentionedBy(MetadataReader reader, EntityHandle handle) => handle.Kind switch
    {
        HandleKind.MemberReference => MetadataNames.AllOf(reader, reader.GetMemberReference((MemberReferenceHandle)handle).Parent),
        HandleKind.MethodDefinition => [MetadataNames.Of(reader, reader.GetMethodDefinition((MethodDefinitionHandle)handle).GetDeclaringType())],
        HandleKind.FieldDefinition => [MetadataNames.Of(reader, reader.GetFieldDefinition((FieldDefinitionHandle)handle).GetDeclaringType())],
        HandleKind.MethodSpecification => OfInstance(reader, reader.GetMethodSpecification((MethodSpecificationHandle)handle)),
        _ => MetadataNames.AllOf(reader, handle),
    };

    /// <summary>The name of a method or field with its number of parameters, such as <c>.ctor/1</c>; empty for a type.</summary>
    public static string Of(MetadataReader reader, EntityHandle handle)
    {
        switch (handle.Kind)
        {
            case HandleKind.MemberReference:
                var member = reader.GetMemberReference((MemberReferenceHandle)handle);
                string name = reader.GetString(member.Name);
                return member.GetKind() == MemberReferenceKind.Method ? $"{name}/{member.DecodeMethodSignature(SignatureNames.Instance, null).ParameterTypes.Length}" : name;
            case HandleKind.MethodDefinition:
                var method = reader.GetMethodDefinition((MethodDefinitionHandle)handle);
                return $"{reader.GetString(method.Name)}/{method.DecodeSignature(SignatureNames.Instance, null).ParameterTypes.Length}";
            case HandleKind.MethodSpecification:
                return Of(reader, reader.GetMethodSpecification((MethodSpecificationHandle)handle).Method);
            default:
                return string.Empty;
        }
    }

    private static ImmutableArray<TypeName> OfInstance(MetadataReader reader, MethodSpecification instance) =>
        [.. MentionedBy(reader, instance.Method), .. instance.DecodeSignature(SignatureNames.Instance, null).SelectMany(names => names)];
}
