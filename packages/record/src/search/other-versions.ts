import type { Predicate } from '@baseplate-epr/contracts';
import type { RecordIssue } from '../error/record-issue.ts';

/** A search, and what it has found. */
export interface FoundVersions {
  readonly where: Predicate;
  readonly matches: readonly FoundVersion[];
  readonly included: readonly FoundVersion[];
  /** References under it are to this record. */
  readonly baseUrl: string;
}

interface FoundVersion {
  readonly type: string;
  readonly id: string;
  readonly versionId: string;
  readonly text: string;
}

const versioned =
  /"reference"\s*:\s*"([^"\\]*?)([A-Z][A-Za-z]+\/[A-Za-z0-9.-]{1,64})\/_history\/([A-Za-z0-9.-]{1,64})"/g;

/**
 * Warns where a reference names a version and the search went by the newest: “where a search does not act on the referenced version, search
 * results SHOULD contain a OperationOutcome with a warning” (https://hl7.org/fhir/R4/search.html#versions). Of what a chain led to
 * only the condition is known, so any version that a match names may be another.
 */
export function otherVersionIssues({ where, matches, included, baseUrl }: FoundVersions): readonly RecordIssue[] {
  const chained = isChained(where);
  if (!chained && included.length === 0) return [];
  const naming = [...matches, ...included].filter(({ text }) => text.includes('/_history/'));
  if (naming.length === 0) return [];
  const given = new Map([...matches, ...included].map(({ type, id, versionId }) => [`${type}/${id}`, versionId]));
  const isOther = naming.some((one) =>
    one.text.matchAll(versioned).some(([, before = '', target = '', version = '']) => {
      if (before !== '' && before !== `${baseUrl}/`) return false;
      return (chained && matches.includes(one)) || (given.get(target) ?? version) !== version;
    }),
  );
  return isOther ? [{ severity: 'warning', code: 'incomplete', diagnostics }] : [];
}

const diagnostics =
  'A reference names a version of what it refers to. The search went by the newest version, and includes that. Read the version named by its own address.';

function isChained(predicate: Predicate): boolean {
  switch (predicate.kind) {
    case 'chained':
      return true;
    case 'and':
    case 'or':
      return predicate.predicates.some(isChained);
    case 'not':
      return isChained(predicate.predicate);
    default:
      return false;
  }
}
