import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { JsonObject } from '@baseplate-epr/fhir';

/** One official example. */
export interface Example {
  readonly file: string;
  readonly type: string;
  readonly id: string;
  readonly text: string;
  readonly resource: JsonObject;
}

/** All examples in a folder, in the order of their names. */
export function readExamples(folder: string): readonly Example[] {
  return readdirSync(folder)
    .filter((file) => file.endsWith('.json') && file !== 'package.json' && !file.startsWith('.'))
    .sort()
    .map((file) => {
      const text = readFileSync(join(folder, file), 'utf8');
      const resource = JSON.parse(text) as JsonObject;
      return { file, type: String(resource.resourceType), id: String(resource.id), text, resource };
    });
}
