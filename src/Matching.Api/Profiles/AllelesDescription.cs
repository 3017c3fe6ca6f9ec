using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Matching.Api.Profiles;

/// <summary>Describes alleles, which have a converter of their own, to the readers of the API.</summary>
internal static class AllelesDescription
{
    public static void AddAlleles(this OpenApiOptions description) => description.AddSchemaTransformer((schema, context, _) =>
    {
        if (context.JsonTypeInfo.Type == typeof(IReadOnlyDictionary<string, Alleles>))
            // A limit of a dictionary is written as that of a text.
            (schema.AdditionalProperties, schema.MaxProperties, schema.MaxLength) = (OfAlleles(), schema.MaxLength, null);
        return Task.CompletedTask;
    });

    private static OpenApiSchema OfAlleles() => new()
    {
        Description = "The alleles of one locus: one text for both ('15,17', '15/17'; '13' is 13 alone), or a list of one text each. '-' is not typed.",
        OneOf =
        [
            new OpenApiSchema { Type = JsonSchemaType.String },
            new OpenApiSchema { Type = JsonSchemaType.Array, MaxItems = Alleles.Most, Items = new OpenApiSchema { Type = JsonSchemaType.String } },
        ],
    };
}
