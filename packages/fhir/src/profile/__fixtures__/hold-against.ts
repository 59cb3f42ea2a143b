import { parseResource } from '../../json/parsed-resource.ts';
import { validateResource } from '../../validation/validate-resource.ts';
import { createProfileSet } from '../profile-set.ts';

/** A StructureDefinition `https://example.org/<name>` that says this of a type. */
export function definition(name: string, type: string, elements: readonly object[], more: object = {}) {
  return {
    resourceType: 'StructureDefinition',
    url: `https://example.org/${name}`,
    type,
    kind: 'resource',
    derivation: 'constraint',
    baseDefinition: `http://hl7.org/fhir/StructureDefinition/${type}`,
    differential: { element: elements },
    ...more,
  };
}

/** An element of a differential. */
export function element(id: string, says: object = {}) {
  const path = id.replaceAll(/:[^.]+/g, '');
  const slice = /:([^.:]+)$/.exec(id)?.[1];
  return { id, path, ...(slice === undefined ? {} : { sliceName: slice }), ...says };
}

/** What validation says about a resource against the first of these definitions, as `severity code expression`. */
export async function holdAgainst(
  definitions: readonly object[],
  resource: object,
  options: { readonly advice?: boolean } = {},
): Promise<readonly string[]> {
  const set = await createProfileSet(definitions.map((one) => parseResource(JSON.stringify(one)).resource));
  const [first] = definitions;
  const asked = first !== undefined && 'url' in first ? [String(first.url)] : [];
  const issues = validateResource(parseResource(JSON.stringify(resource)), { ...options, profiles: { set, asked } });
  return issues
    .map(({ severity, code, expression }) => `${severity} ${code} ${expression}`)
    .filter((line) => line !== `warning invariant ${String((resource as { resourceType?: string }).resourceType)}`);
}
