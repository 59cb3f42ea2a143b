import type { RestClaims } from './statement.ts';
import { succeeded, type Trial } from './trial.ts';

/** Operations that R4 defines, some of which a server may offer on a type. */
const known: readonly string[] = [
  ...['validate', 'everything', 'meta', 'meta-add', 'meta-delete', 'graphql', 'graph', 'convert', 'export'],
  ...['expand', 'lookup', 'validate-code', 'subsumes', 'find-matches', 'translate', 'closure', 'document', 'match'],
  ...['apply', 'data-requirements', 'evaluate', 'lastn', 'stats', 'populate', 'transform', 'snapshot', 'questionnaire'],
];

const system = 'the system';

/** Types that R4 gives operations of their own. */
const busy = new Set([
  ...['Patient', 'Encounter', 'Observation', 'ValueSet', 'CodeSystem', 'ConceptMap', 'Composition', 'Group'],
  ...['Questionnaire', 'StructureDefinition', 'Measure', 'PlanDefinition', 'MedicinalProduct'],
]);

/**
 * Asks by OPTIONS, which does nothing, whether operations are there: those that are claimed, and on the
 * system and on types that have some also the others that R4 knows. An operation of a
 * type counts as there if it can be called on the type or on an instance.
 */
export function operationTrials({ resource, operation }: RestClaims, nobody: string): readonly (readonly Trial[])[] {
  const asked = (subject: string, claimed: boolean, paths: readonly string[]) =>
    paths.map((path): Trial => ({ subject, claimed, path, init: { method: 'OPTIONS' }, offered: succeeded }));
  const places = [
    { place: system, claims: operation, pathsOf: (name: string) => [`/fhir/$${name}`] },
    ...resource.map(({ type, operation: claims = [] }) => ({
      place: type,
      claims,
      pathsOf: (name: string) => [`/fhir/${type}/$${name}`, `/fhir/${type}/${nobody}/$${name}`],
    })),
  ];
  return places.flatMap(({ place, claims, pathsOf }) => {
    const claimed = new Set(claims.map(({ name }) => name));
    const others = busy.has(place) || place === system ? known : [];
    const names = [...new Set([...claimed, ...others])];
    return names.map((name) => asked(`$${name} on ${place}`, claimed.has(name), pathsOf(name)));
  });
}
