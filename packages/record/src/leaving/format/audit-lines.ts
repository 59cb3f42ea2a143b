import { createHash } from 'node:crypto';
import { BaseplateError, type ChainedAuditEntry } from '@baseplate-epr/contracts';
import { archivePaths } from './archive-paths.ts';

/** The hash before the first entry of a chain. */
export const chainOrigin = '0'.repeat(64);

const form = /^\{"hash":"([0-9a-f]{64})","entry":(\{.*\})\}$/;

/** The line of an entry: its hash, and then its canonical JSON to the byte, so that nobody has to make that anew to check the hash. */
export function auditLine({ hash, ...entry }: ChainedAuditEntry): string {
  return `{"hash":"${hash}","entry":${canonicalJson(entry)}}\n`;
}

/** An entry of an archive, and whether it has its hash. */
export interface ArchivedEntry {
  readonly entry: ChainedAuditEntry;
  /** Its hash as computed from its own text. */
  hashAfter(before: string): string;
}

/** @throws BaseplateError `content-mismatch` if the line is not of the form */
export function readAuditLine(line: string): ArchivedEntry {
  const [, hash, content] = form.exec(line) ?? [];
  if (hash !== undefined && content !== undefined) {
    try {
      return {
        entry: { ...JSON.parse(content), hash },
        hashAfter: (before) => createHash('sha256').update(`${before}\n${content}`).digest('hex'),
      };
    } catch {
      // Told below.
    }
  }
  throw new BaseplateError({
    code: 'content-mismatch',
    message: `A line of ${archivePaths.auditEntries} is not what an export writes. Take a copy of the archive that is whole.`,
  });
}

/** JSON with keys sorted by code unit, no white space, absent members left out: what the contract's hash is over. */
function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_key, member: unknown) =>
    typeof member === 'object' && member !== null && !Array.isArray(member)
      ? Object.fromEntries(Object.entries(member).sort(([left], [right]) => (left < right ? -1 : 1)))
      : member,
  );
}
