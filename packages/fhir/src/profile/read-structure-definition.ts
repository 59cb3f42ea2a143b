import { isJsonObject, type JsonObject, type JsonValue } from '../json/json-value.ts';
import { readConstraintTree } from './read-constraint-tree.ts';
import type { ExtensionContext, ProfileDefinition } from './structure-definition.ts';

/** A profile, or in words why the definition is none that can be used here. */
export type ReadDefinition =
  | { readonly profile: ProfileDefinition; readonly problem?: never }
  | { readonly profile?: never; readonly problem: string };

/**
 * Reads a StructureDefinition that constrains a type. The differential is read where there is one: what it builds on is read from
 * the base definition, so no snapshot is needed.
 */
export function readStructureDefinition(definition: JsonObject): ReadDefinition {
  const { url, type, baseDefinition, derivation, kind, version } = definition;
  if (typeof url !== 'string' || typeof type !== 'string') return { problem: 'It has no url or no type.' };
  if (kind === 'logical') return { problem: 'It is a logical model, which no resource is an instance of.' };
  if (derivation !== 'constraint') return { problem: 'It defines a type of its own; only R4’s types are known here.' };
  if (typeof baseDefinition !== 'string') return { problem: 'It does not say what it builds on (baseDefinition).' };
  const differential = elementsOf(definition.differential);
  const elements = differential.length > 0 ? differential : elementsOf(definition.snapshot);
  if (elements.length === 0) return { problem: 'It has neither a differential nor a snapshot.' };
  return {
    profile: {
      url,
      version: typeof version === 'string' ? version : undefined,
      type,
      base: baseDefinition,
      abstract: definition.abstract === true,
      isModifier: elements.some(({ path, isModifier }) => path === type && isModifier === true),
      contexts: objectsIn(definition.context).flatMap(contextOf),
      contextInvariants: Array.isArray(definition.contextInvariant)
        ? definition.contextInvariant.filter((one) => typeof one === 'string')
        : [],
      tree: readConstraintTree(elements, type),
      complete: differential.length === 0,
    },
  };
}

function elementsOf(view: JsonValue | undefined): readonly JsonObject[] {
  return isJsonObject(view) ? objectsIn(view.element) : [];
}

/** The objects in an array. */
function objectsIn(value: JsonValue | undefined): readonly JsonObject[] {
  return Array.isArray(value) ? value.filter(isJsonObject) : [];
}

function contextOf({ type, expression }: JsonObject): readonly ExtensionContext[] {
  if (typeof expression !== 'string') return [];
  return type === 'element' || type === 'extension' || type === 'fhirpath' ? [{ type, expression }] : [];
}
