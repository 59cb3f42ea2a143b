import { type Definition, readDefinitions } from './definitions.ts';

const elementMembers = new Set([
  'id',
  'path',
  'sliceName',
  'slicing',
  'min',
  'max',
  'type',
  'contentReference',
  'binding',
  'constraint',
  'maxLength',
  'isModifier',
]);

/** R4's own profiles and extensions by URL, as StructureDefinitions with what validation reads of them. */
export function generateProfiles(): Readonly<Record<string, string>> {
  const definitions = ['profiles-types.json', 'profiles-others.json', 'extension-definitions.json']
    .flatMap(readDefinitions)
    .filter((one) => one.resourceType === 'StructureDefinition' && one.derivation === 'constraint')
    .filter((one) => one.fhirVersion === '4.0.1');
  const texts = definitions.map((one) => [one.url, JSON.stringify(slim(one))] as const);
  return Object.fromEntries(texts.toSorted(([a], [b]) => (a < b ? -1 : 1)));
}

function slim(definition: Definition): object {
  const { resourceType, url, name, type, kind, derivation, baseDefinition, context, contextInvariant } = definition;
  const { element } = definition.differential as { readonly element: readonly object[] };
  return {
    resourceType,
    url,
    name,
    type,
    kind,
    derivation,
    baseDefinition,
    context,
    contextInvariant,
    differential: { element: element.map(slimElement) },
  };
}

function slimElement(element: object): object {
  const kept = Object.entries(element).filter(
    ([key]) => elementMembers.has(key) || /^(fixed|pattern|minValue|maxValue)[A-Z]/.test(key),
  );
  return Object.fromEntries(kept);
}
