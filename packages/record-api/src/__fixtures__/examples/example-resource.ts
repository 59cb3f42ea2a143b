import { parseResource, type ValidationOptions, validateResource } from '@baseplate-epr/fhir';
import { type Draft, exampleExtension, exampleObject } from './example-object.ts';
import { withDigits } from './primitive-value.ts';
import { repair } from './repair.ts';
import { seededRandom } from './seeded-random.ts';

/** What an example of a type holds beside the mandatory. */
export type Kind = 'minimal' | 'rich';

const chances: Readonly<Record<Kind, readonly number[]>> = { minimal: [], rich: [0.7, 0.35, 0.12] };
const attempts = 200;

/**
 * A valid resource of a type as JSON text, put together from R4's definitions: the same for the same seed. What R4's invariants
 * forbid is taken out again, so every rule that is left to hold holds.
 */
export function exampleResource(type: string, kind: Kind, seed: number): string {
  let last = '';
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    const draft = draftOf(type, attempt < attempts / 2 ? kind : 'rich', seed + attempt * 7919);
    for (let round = 0; round < 40; round += 1) {
      const text = withDigits(draft);
      const [fault] = errorsOf(text);
      if (fault === undefined) return text;
      last = `${fault.expression}: ${fault.diagnostics}`;
      if (!repair(draft, fault.expression)) break;
    }
  }
  throw new Error(`No valid ${type} was found; the last one failed with ${last}`);
}

function draftOf(type: string, kind: Kind, seed: number): Draft {
  const random = seededRandom(seed);
  const draft: Draft = { resourceType: type, id: `example-${kind}` };
  if (kind === 'rich' && !notDomain.has(type)) {
    draft.text = { status: 'generated', div: '<div xmlns="http://www.w3.org/1999/xhtml"><p>A &amp; B</p></div>' };
    draft.extension = [exampleExtension(random)];
    draft.modifierExtension = [{ url: 'http://example.org/fhir/modifier', valueBoolean: false }];
  }
  return Object.assign(draft, exampleObject(type, { chances: chances[kind], random }), needed[type]);
}

/** What only invariants demand, and chance would hardly ever find. */
const needed: Readonly<Record<string, Draft>> = {
  StructureDefinition: {
    kind: 'resource',
    type: 'Patient',
    baseDefinition: 'http://hl7.org/fhir/StructureDefinition/Patient',
    derivation: 'constraint',
    snapshot: undefined,
    differential: { element: [{ id: 'Patient', path: 'Patient' }] },
  },
};

const notDomain = new Set(['Binary', 'Bundle', 'Parameters']);
const options: ValidationOptions = { maxIssues: 1 };

function errorsOf(text: string) {
  return validateResource(parseResource(text), options).filter(({ severity }) => severity === 'error');
}
