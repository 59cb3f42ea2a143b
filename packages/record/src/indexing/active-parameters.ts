import { createHash } from 'node:crypto';
import type { RecordStore, StoredVersion } from '@baseplate-epr/contracts';
import {
  createSearchRegistry,
  type SearchParameterDefinition,
  searchParameterDefinition,
  searchParameterIssues,
} from '@baseplate-epr/fhir';

/** A SearchParameter resource that takes effect. */
export interface ActiveParameter {
  readonly id: string;
  readonly versionId: string;
  readonly digest: string;
  readonly definition: SearchParameterDefinition;
}

/**
 * The SearchParameter resources that take effect, ordered by id. One that cannot, because it was written at the same time as another
 * with the same code, is left out: the first by id stays.
 */
export async function activeParameters(records: RecordStore): Promise<readonly ActiveParameter[]> {
  const found: { readonly version: StoredVersion; readonly resource: object }[] = [];
  let cursor: string | undefined;
  do {
    const page = await records.search({
      types: ['SearchParameter'],
      where: { kind: 'token', parameter: 'status', code: 'active' },
      count: 1000,
      ...(cursor === undefined ? {} : { cursor }),
    });
    for (const version of page.matches) found.push({ version, resource: JSON.parse(version.text) });
    cursor = page.next;
  } while (cursor !== undefined);
  return usable(found);
}

function usable(found: readonly { readonly version: StoredVersion; readonly resource: object }[]) {
  const taken: ActiveParameter[] = [];
  const read = found.flatMap(({ version, resource }) => {
    const definition = searchParameterDefinition(resource);
    return definition === undefined ? [] : [{ version, resource, definition }];
  });
  // Composite parameters are made of the others.
  const composite = (type: string) => Number(type === 'composite');
  read.sort((left, right) => composite(left.definition.type) - composite(right.definition.type));
  for (const { version, resource, definition } of read) {
    const others = createSearchRegistry({ additional: taken.map((one) => one.definition) });
    if (searchParameterIssues(resource, others).length > 0) continue;
    taken.push({ id: version.id, versionId: version.versionId, digest: digestOf(definition), definition });
  }
  return taken.sort((left, right) => (left.id < right.id ? -1 : 1));
}

function digestOf({ code, url, type, base, expression, target, component }: SearchParameterDefinition): string {
  const parts = [code, url, type, [...base].sort(), expression, target ?? [], component ?? []];
  return createHash('sha256').update(JSON.stringify(parts)).digest('base64url');
}
