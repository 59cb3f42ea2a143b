import { BaseplateError, type StoredVersion } from '@baseplate-epr/contracts';
import { resourceName } from '../../change-over/version-name.ts';

/** What stands in an archive about one version beside its text. */
export interface VersionFacts {
  /** Its place among all versions of the archive in commit order: 1, 2, 3 … */
  readonly order: number;
  readonly id: string;
  readonly versionId: string;
  /** Milliseconds since 1970. */
  readonly lastUpdated: number;
  readonly deleted: boolean;
  /** As `Type/id`. */
  readonly compartments: readonly string[];
  /** 32 lower-case hex digits: what the version adds to the digests, as the record-store contract defines it. */
  readonly hash: string;
  /** The exact text where it has line breaks, which its line among the resources cannot have. */
  readonly text?: string;
}

/** A version of an archive. */
export interface ArchivedVersion extends StoredVersion {
  readonly order: number;
  readonly hash: string;
}

/** The line about a version, and the line with its resource; a deletion has none. */
export function versionLines(
  version: StoredVersion,
  { order, hash }: Pick<VersionFacts, 'order' | 'hash'>,
): { readonly facts: string; readonly resource: string | undefined } {
  const { id, versionId, lastUpdated, deleted, text } = version;
  const breaks = /[\r\n]/.test(text);
  const facts: VersionFacts = {
    order,
    id,
    versionId,
    lastUpdated,
    deleted,
    compartments: version.compartments.map(resourceName),
    hash,
    ...(breaks ? { text } : {}),
  };
  // JSON allows line breaks between tokens only, where a space says the same.
  const resource = deleted ? undefined : breaks ? text.replaceAll(/[\r\n]/g, ' ') : text;
  return { facts: `${JSON.stringify(facts)}\n`, resource: resource === undefined ? undefined : `${resource}\n` };
}

/** @throws BaseplateError `content-mismatch` if the line is not of the form */
export function readFacts(line: string, file: string): VersionFacts {
  try {
    const facts: VersionFacts = JSON.parse(line);
    if (typeof facts.hash === 'string' && typeof facts.order === 'number' && Array.isArray(facts.compartments)) {
      return facts;
    }
  } catch {
    // Told below: what is no JSON is of another form as well.
  }
  throw new BaseplateError({
    code: 'content-mismatch',
    message: `A line of ${file} is not what an export writes. Take a copy of the archive that is whole.`,
  });
}

/** Puts a version together again. */
export function archivedVersion(type: string, facts: VersionFacts, resource: string | undefined): ArchivedVersion {
  const { order, hash, id, versionId, lastUpdated, deleted, compartments } = facts;
  return {
    order,
    hash,
    type,
    id,
    versionId,
    lastUpdated,
    deleted,
    text: facts.text ?? resource ?? '',
    compartments: compartments.map((name) => {
      const at = name.indexOf('/');
      return { type: name.slice(0, at), id: name.slice(at + 1) };
    }),
  };
}
