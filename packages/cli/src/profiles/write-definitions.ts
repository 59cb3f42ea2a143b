import type { InstalledDefinition } from '@baseplate-epr/composer';
import { BaseplateError } from '@baseplate-epr/contracts';
import { isFhirId } from '@baseplate-epr/fhir';
import type { RecordTarget } from '../target/record-target.ts';
import type { PackageDefinition } from './read-package.ts';

/** Definitions in one transaction. */
const batch = 50;

/**
 * Writes definitions into the record, where they can be read and searched like any resource: one that has the same URL becomes a new
 * version, others are new.
 *
 * @returns which versions they became, in the same order
 * @throws BaseplateError if the record refuses one; those of earlier transactions stay, and are in force only once they are listed
 */
export async function writeDefinitions(
  target: RecordTarget,
  definitions: readonly PackageDefinition[],
  progress: (done: number) => void,
): Promise<readonly InstalledDefinition[]> {
  const written: InstalledDefinition[] = [];
  for (let at = 0; at < definitions.length; at += batch) {
    written.push(...(await writeSome(target, definitions.slice(at, at + batch))));
    progress(written.length);
  }
  return written;
}

async function writeSome(
  target: RecordTarget,
  definitions: readonly PackageDefinition[],
): Promise<readonly InstalledDefinition[]> {
  const entries = definitions.map(({ parsed }) => {
    const { resourceType, id, url } = parsed.resource;
    const type = String(resourceType);
    const own = typeof id === 'string' && isFhirId(id) ? id : undefined;
    const request =
      typeof url === 'string'
        ? { method: 'PUT', url: `${type}?url=${encodeURIComponent(url)}` }
        : own === undefined
          ? { method: 'POST', url: type }
          : { method: 'PUT', url: `${type}/${own}` };
    return `{"resource":${parsed.text},"request":${JSON.stringify(request)}}`;
  });
  const response = await target.fetch('/fhir', {
    method: 'POST',
    headers: { 'content-type': 'application/fhir+json', prefer: 'return=minimal' },
    body: `{"resourceType":"Bundle","type":"transaction","entry":[${entries.join(',')}]}`,
  });
  const answer = (await response.json()) as Answer;
  if (!response.ok) throw refused(answer, definitions);
  return (answer.entry ?? []).map(({ response: one }) => {
    const [, type = '', id = '', versionId = ''] =
      /([A-Za-z]+)\/([^/]+)\/_history\/([^/]+)$/.exec(one?.location ?? '') ?? [];
    return { type, id, versionId };
  });
}

interface Answer {
  readonly entry?: readonly { readonly response?: { readonly location?: string } }[];
  readonly issue?: readonly { readonly diagnostics?: string; readonly expression?: readonly string[] }[];
}

function refused({ issue: [issue] = [] }: Answer, definitions: readonly PackageDefinition[]): BaseplateError {
  const index = /Bundle\.entry\[(\d+)\]/.exec(issue?.expression?.[0] ?? '')?.[1];
  const file = index === undefined ? undefined : definitions[Number(index)]?.file;
  return new BaseplateError({
    code: 'input-invalid',
    message: `The record did not take ${file ?? 'the definitions'}: ${issue?.diagnostics ?? 'it did not say why.'} Nothing of the package is in force.`,
  });
}
