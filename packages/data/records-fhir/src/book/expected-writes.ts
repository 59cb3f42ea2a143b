import { isDeepStrictEqual } from 'node:util';
import type { StoredVersion, Write } from '@baseplate-epr/contracts';
import { isJsonObject, type JsonObject, keptTextLimits, parseResource } from '@baseplate-epr/fhir';
import { nameOf } from '@baseplate-epr/record-query';
import { binaryForServer } from '../server/binary-data.ts';
import type { Interpretation } from './interpret.ts';

/** What the record has said about versions that are on their way to the server. */
export interface ExpectedWrites {
  /** What was said of a version with exactly this content, if it was. */
  of(key: { readonly type: string; readonly id: string }, resource: JsonObject | undefined): Expected | undefined;
}

/** What a version is found by, as the record gave it. */
export interface Expected extends Interpretation {
  readonly generation: number;
}

/** Nothing is on its way. */
export const nothingExpected: ExpectedWrites = { of: () => undefined };

/** The writes of one commit. Another's write of the same resource is not taken for them unless it says the same. */
export function expectWrites(writes: readonly Write[], generation: number): ExpectedWrites {
  const byName = new Map(writes.map((write) => [nameOf(write.version), write.version]));
  return {
    of(key, resource) {
      const version = byName.get(nameOf(key));
      if (version === undefined || version.deleted !== (resource === undefined)) return undefined;
      if (resource !== undefined && !isSameContent(textForServer(version), resource)) return undefined;
      return { entries: version.entries, compartments: version.compartments, generation };
    },
  };
}

/** The text of a version as it travels to the server. */
export function textForServer({ type, text }: Pick<StoredVersion, 'type' | 'text'>): string {
  return type === 'Binary' ? binaryForServer(text) : text;
}

function isSameContent(text: string, resource: JsonObject): boolean {
  const given = parseResource(text, keptTextLimits).resource;
  return isDeepStrictEqual(content(given), content(resource));
}

/** Without what the server gives. A `meta` that holds nothing else may come or go. */
function content({ meta, ...rest }: JsonObject): unknown {
  if (!isJsonObject(meta)) return rest;
  const { versionId: _, lastUpdated: __, ...kept } = meta;
  return Object.keys(kept).length === 0 ? rest : { ...rest, meta: kept };
}
