import type { DocumentStore, StoredVersion } from '@baseplate-epr/contracts';
import { tooCostly } from '../error/refusals.ts';
import type { RecordParts } from '../session/record-parts.ts';
import type { RecordVersion } from '../session/record-version.ts';
import { findPlaceholder } from './binary-placeholder.ts';
import { documentText } from './kept-documents.ts';

/** Turns stored versions into what callers are given: Binaries get their data back, everything else stays as it is. */
export async function giveOut(
  parts: Pick<RecordParts, 'documents' | 'limits'>,
  versions: readonly StoredVersion[],
): Promise<readonly RecordVersion[]> {
  requireShortAnswer(versions, parts.limits.answerLength);
  if (versions.every(({ type }) => type !== 'Binary')) return versions;
  let room = parts.limits.bundleLength;
  const given: RecordVersion[] = [];
  for (const version of versions) {
    // Nothing is waited for that is whole: a page of a chart has one Binary among a hundred resources.
    if (version.type !== 'Binary') {
      given.push(version);
      continue;
    }
    const found = findPlaceholder(version.text);
    room -= found === undefined ? 0 : Math.ceil((found.size * 4) / 3);
    if (room < 0) {
      throw tooCostly(
        'The content of the Binaries is too large for one JSON answer. Read each raw, as its own content type.',
      );
    }
    given.push(withText(version, await wholeText(parts.documents, version)));
  }
  return given;
}

/** @throws RecordError 422 for a page that nobody should have to wait for */
function requireShortAnswer(versions: readonly StoredVersion[], limit: number): void {
  let length = 0;
  for (const { text } of versions) length += text.length;
  if (versions.length < 2 || length <= limit) return;
  throw tooCostly(
    `The resources of this page are longer than the ${limit} characters one answer may have. Ask for fewer at once with _count, or include less.`,
  );
}

/** The same for one version, of whatever size; a promise for a Binary alone. */
export function giveOutOne(documents: DocumentStore, version: StoredVersion): RecordVersion | Promise<RecordVersion> {
  if (version.type !== 'Binary') return withText(version, version.text);
  return wholeText(documents, version).then((text) => withText(version, text));
}

/** The text of a stored version with a Binary's data in its place. */
async function wholeText(documents: DocumentStore, { type, text }: StoredVersion): Promise<string> {
  const found = type === 'Binary' ? findPlaceholder(text) : undefined;
  if (found === undefined) return text;
  return `${text.slice(0, found.start)}"${await documentText(documents, found.sha256)}"${text.slice(found.end)}`;
}

function withText({ type, id, versionId, lastUpdated, deleted }: StoredVersion, text: string): RecordVersion {
  return { type, id, versionId, lastUpdated, deleted, text };
}
