import type { RecordIssue } from '../error/record-issue.ts';

/** What a search has found. */
export interface FoundVersions {
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
 * Warns where a reference names a version and another is included: “where a search does not act on the referenced version, search
 * results SHOULD contain a OperationOutcome with a warning” (https://hl7.org/fhir/R4/search.html#versions). Of chains nothing is
 * said: which reference one went by, the answer of a store does not show.
 */
export function otherVersionIssues({ matches, included, baseUrl }: FoundVersions): readonly RecordIssue[] {
  if (included.length === 0) return [];
  const naming = [...matches, ...included].filter(({ text }) => text.includes('/_history/'));
  if (naming.length === 0) return [];
  const given = new Map([...matches, ...included].map(({ type, id, versionId }) => [`${type}/${id}`, versionId]));
  const isOther = naming.some(({ text }) =>
    text.matchAll(versioned).some(([, before = '', target = '', version = '']) => {
      const isHere = before === '' || before === `${baseUrl}/`;
      return isHere && (given.get(target) ?? version) !== version;
    }),
  );
  return isOther ? [{ severity: 'warning', code: 'incomplete', diagnostics }] : [];
}

const diagnostics =
  'A reference names a version of what it refers to. The search includes the newest. Read the version named by its own address.';
