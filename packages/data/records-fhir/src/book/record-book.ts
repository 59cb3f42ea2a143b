import type { Compartment, FindByTimesOptions, ResourceKey, StoredVersion } from '@baseplate-epr/contracts';
import { rewriteResource } from '@baseplate-epr/fhir';
import { createDigestBook, type DigestBook } from '@baseplate-epr/record-query';
import { binaryFromServer } from '../server/binary-data.ts';
import { type Head, headId, headType, readHead } from '../server/head.ts';
import type { ServerVersion } from '../server/server-types.ts';
import { type CurrentBook, createCurrentBook, type KnownResource, type KnownVersion } from './current-book.ts';
import { type ExpectedWrites, nothingExpected } from './expected-writes.ts';
import { interpret } from './interpret.ts';
import { createVersionLog, type VersionLog } from './version-log.ts';

/** The head as it was last seen. */
export interface KnownHead extends Head {
  readonly serverVersionId: string;
  readonly lastUpdated: number;
  /** The server's times have no fractions of a second. */
  readonly wholeSeconds: boolean;
  /** `performance.now()` when it was first seen. */
  readonly seenAt: number;
}

/** What is known of the record on the server: everything that is current, and of what is not where it is. */
export interface RecordBook {
  readonly current: CurrentBook;
  readonly log: VersionLog;
  readonly digests: DigestBook;
  head(): KnownHead | undefined;
  /** Takes up versions, oldest first; those that are known are passed over. In one turn of the event loop, so nobody sees half a commit. */
  add(versions: readonly ServerVersion[]): void;
  /** Has what is current found by these times from now on; what is known of each version stays as it is. */
  findByTimes(options: FindByTimesOptions): void;
  /** What the record says of the versions that are about to appear. */
  expect(writes: ExpectedWrites): void;
}

/** Makes an empty {@link RecordBook}. */
export function createRecordBook(baseUrl: string | undefined): RecordBook {
  const current = createCurrentBook();
  const log = createVersionLog();
  const digests = createDigestBook();
  let head: KnownHead | undefined;
  let expected = nothingExpected;
  let timeOf: FindByTimesOptions['timeOf'] = ({ lastUpdated }) => lastUpdated;
  const compartmentsOf = (key: ResourceKey): readonly Compartment[] => current.get(key)?.version.compartments ?? [];

  function addHead({ parsed, serverVersionId, lastUpdated }: ServerVersion): void {
    const read = parsed === undefined ? undefined : readHead(parsed.resource);
    if (read === undefined || serverVersionId === head?.serverVersionId) return;
    head = {
      ...read,
      serverVersionId,
      lastUpdated,
      wholeSeconds: !/"lastUpdated"\s*:\s*"[^"]*\./.test(parsed?.text ?? ''),
      seenAt: performance.now(),
    };
  }

  function addVersion(from: ServerVersion): void {
    const { type, id, serverVersionId, lastUpdated, parsed } = from;
    const known = current.get(from);
    if (known?.versions.some((version) => version.serverVersionId === serverVersionId)) return;
    const number = (known?.versions.length ?? 0) + 1;
    const before = known?.version.compartments ?? [];
    const found =
      expected.of(from, parsed?.resource) ??
      (parsed === undefined
        ? { entries: [], compartments: before, generation: 0 }
        : { ...interpret(type, parsed.resource, { baseUrl, compartmentsOf }), generation: 0 });
    const { entries, generation, compartments } = found;
    const deleted = parsed === undefined;
    const version: StoredVersion = {
      type,
      id,
      versionId: String(number),
      lastUpdated,
      deleted,
      text: deleted ? '' : textOf(from, number),
      compartments,
    };
    const fact: KnownVersion = { serverVersionId, lastUpdated, deleted, compartments };
    const dated = { ...version, lastUpdated: timeOf(version) };
    if (known === undefined)
      current.add({ version: dated, entries, generation, versions: [fact] } satisfies KnownResource);
    else {
      known.versions.push(fact);
      current.replace(known, { version: dated, entries, generation });
    }
    log.add({ type, id, number, lastUpdated });
    digests.add(version);
  }

  return {
    current,
    log,
    digests,
    head: () => head,
    findByTimes(options) {
      timeOf = options.timeOf;
      for (const type of current.types())
        for (const resource of current.ofType(type)) {
          const lastUpdated = timeOf(ownVersion(resource));
          if (lastUpdated !== resource.version.lastUpdated) current.date(resource, lastUpdated);
        }
    },
    expect: (writes) => {
      expected = writes;
    },
    add(versions) {
      for (const version of versions) {
        if (version.type === headType && version.id === headId) addHead(version);
        else if (version.type !== 'Binary') addVersion(version);
      }
      // A Binary lies where what protects it lies, which may have been written together with it.
      for (const version of versions) if (version.type === 'Binary') addVersion(version);
    },
  };
}

/** What is current with the time that the server has given it, by whichever it is found. */
export function ownVersion({ version, versions }: KnownResource): StoredVersion {
  return { ...version, lastUpdated: versions.at(-1)?.lastUpdated ?? version.lastUpdated };
}

/** The text as the record has it: with the number of the version, whatever the server calls it. */
export function textOf({ type, parsed, serverVersionId }: ServerVersion, number: number): string {
  if (parsed === undefined) return '';
  const versionId = String(number);
  const { text } = serverVersionId === versionId ? parsed : rewriteResource(parsed, { versionId });
  return type === 'Binary' ? binaryFromServer(text) : text;
}
