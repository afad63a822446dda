package dev.understudy.ruleset;

/**
 * The types of a ruleset as JSON schemas, the dialect of OpenAPI 3.1.
 *
 * @param componentsJson an object: by the type's simple name, its schema; each type, nested type and enum that the
 *     facts and the outcome reach
 */
public record SchemaDocument(String componentsJson) {}
