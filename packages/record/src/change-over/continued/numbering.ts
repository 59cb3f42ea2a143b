import type { IndexedVersion, ResourceKey, StoredVersion, Write } from '@baseplate-epr/contracts';
import { parseResource, rewriteResource } from '@baseplate-epr/fhir';
import type { Continuation } from './continuation.ts';

/** Tells the numbers of the record from those of the store that it goes on in. */
export interface Numbering {
  /** A version of the store as the record knows it. */
  shown(version: StoredVersion): StoredVersion;
  /** When a version of the store was written, by the times of the record. */
  shownTime(version: Pick<StoredVersion, 'type' | 'id' | 'versionId' | 'lastUpdated'>): number;
  shownNumber(key: ResourceKey, own: string): string;
  /** The number that a version of the record has in the store; `0` or less of one that it has not. */
  ownNumber(key: ResourceKey, versionId: string): string;
  /** A write of the record as the store expects it. */
  ownWrite(write: Write): Write;
  /** The deletion of a resource that the store never had; `undefined` of any other. */
  gone(key: ResourceKey): StoredVersion | undefined;
}

/** Counts on where the numbers of the record stood when it went over. */
export function createNumbering({ taken, since, ownSince }: Continuation): Numbering {
  const offset = (key: ResourceKey): number => {
    const found = taken(key);
    return found === undefined ? 0 : Number(found.versionId) - Number(found.own);
  };
  const ownNumber = (key: ResourceKey, versionId: string) => String(Number(versionId) - offset(key));
  const shownNumber = (key: ResourceKey, own: string) => String(Number(own) + offset(key));
  const shownTime: Numbering['shownTime'] = (version) => {
    const found = taken(version);
    if (found?.own === version.versionId) return found.lastUpdated;
    // Its clock may be behind the one by which the record was written until then.
    return version.lastUpdated < ownSince ? version.lastUpdated : Math.max(version.lastUpdated, since);
  };
  return {
    shownNumber,
    ownNumber,
    shownTime,
    shown: (version) => stamped(version, shownNumber(version, version.versionId), shownTime(version)),
    ownWrite({ version, expect }) {
      const own = { ...version, versionId: ownNumber(version, version.versionId) };
      return {
        version: own satisfies IndexedVersion,
        expect: typeof expect === 'object' ? owned(version, expect) : expect,
      };
    },
    gone(key) {
      const found = taken(key);
      if (found?.own !== '0') return undefined;
      const { type, id, versionId, lastUpdated, compartments = [] } = found;
      return { type, id, versionId, lastUpdated, deleted: true, text: '', compartments };
    },
  };

  function owned(key: ResourceKey, { versionId }: { readonly versionId: string }): Write['expect'] {
    const own = ownNumber(key, versionId);
    return own === '0' ? 'absent' : { versionId: own };
  }
}

function stamped(version: StoredVersion, versionId: string, lastUpdated: number): StoredVersion {
  if (version.versionId === versionId && version.lastUpdated === lastUpdated) return version;
  const shown = { ...version, versionId, lastUpdated };
  if (version.deleted) return shown;
  const { id, text } = version;
  const parsed = parseResource(text, { maxDepth: 1000, maxLength: text.length + 1 });
  const meta = { id, versionId, lastUpdated: new Date(lastUpdated).toISOString() };
  return { ...shown, text: rewriteResource(parsed, meta).text };
}
