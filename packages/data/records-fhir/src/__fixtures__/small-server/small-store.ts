import { randomUUID } from 'node:crypto';

/** How a small server behaves. */
export interface SmallServerBehaviour {
  /** Types it keeps. */
  readonly types: readonly string[];
  /** Interactions and abilities that its CapabilityStatement leaves out, such as `transaction`, or `vread Patient`. */
  readonly without?: readonly string[];
  /** What it calls versions: 1, 2, 3 … or any text. Default: opaque. */
  readonly versionIds?: 'counting' | 'opaque';
  /** It gives times in whole seconds, as R4 allows. */
  readonly wholeSeconds?: boolean;
  /** An update that changes nothing makes no version, as R4 allows. */
  readonly skipsSameContent?: boolean;
  /** Faults that R4 forbids. */
  readonly ignoresIfMatch?: boolean;
  readonly roundsDecimals?: boolean;
  readonly forgetsExtensions?: boolean;
}

/** One version on a small server. */
export interface SmallVersion {
  readonly type: string;
  readonly id: string;
  readonly versionId: string;
  readonly lastUpdated: string;
  /** Absent for a deletion. */
  readonly resource?: Record<string, unknown>;
}

/** One change that is asked for. */
export interface SmallWrite {
  readonly type: string;
  readonly id: string;
  readonly resource?: Record<string, unknown>;
  readonly ifMatch?: string | undefined;
  readonly ifNoneMatch?: string | undefined;
}

/** What a small server keeps. */
export interface SmallStore {
  /** Oldest first. */
  readonly log: readonly SmallVersion[];
  versions(type: string, id: string): readonly SmallVersion[];
  /** All or nothing. @returns the versions, or the status that refuses them */
  write(writes: readonly SmallWrite[]): readonly SmallVersion[] | 412;
}

/** Makes an empty store. */
export function createSmallStore(behaviour: SmallServerBehaviour): SmallStore {
  const log: SmallVersion[] = [];
  const byName = new Map<string, SmallVersion[]>();
  const versions = (type: string, id: string) => byName.get(`${type}/${id}`) ?? [];

  function refuses({ type, id, ifMatch, ifNoneMatch }: SmallWrite): boolean {
    const newest = versions(type, id).at(-1);
    if (ifNoneMatch === '*' && newest?.resource !== undefined) return true;
    if (ifMatch === undefined || behaviour.ignoresIfMatch) return false;
    return newest?.resource === undefined || newest.versionId !== ifMatch;
  }

  function append({ type, id, resource }: SmallWrite, now: string): SmallVersion | undefined {
    const before = versions(type, id);
    const newest = before.at(-1);
    if (resource === undefined && newest?.resource === undefined) return newest;
    const number = String(before.length + 1);
    const versionId = behaviour.versionIds === 'counting' ? number : randomUUID();
    const lastUpdated = behaviour.wholeSeconds ? now.replace(/\.\d+/, '') : now;
    if (behaviour.skipsSameContent && newest?.resource && content(newest.resource) === content(resource ?? {}))
      return newest;
    const { meta, extension, ...rest } = resource ?? {};
    const kept = {
      ...rest,
      id,
      ...(extension === undefined || behaviour.forgetsExtensions ? {} : { extension }),
      meta: { ...(meta as object | undefined), versionId, lastUpdated },
    };
    const version = { type, id, versionId, lastUpdated, ...(resource === undefined ? {} : { resource: kept }) };
    byName.set(`${type}/${id}`, [...before, version]);
    log.push(version);
    return version;
  }

  return {
    log,
    versions,
    write(writes) {
      if (writes.some(refuses)) return 412;
      // What is one transaction has one time, whatever moment it is gone through at.
      const now = new Date().toISOString();
      return writes.flatMap((write) => append(write, now) ?? []);
    },
  };
}

function content({ meta: _, ...rest }: Record<string, unknown>): string {
  return JSON.stringify(Object.entries(rest).sort(([left], [right]) => (left < right ? -1 : 1)));
}
