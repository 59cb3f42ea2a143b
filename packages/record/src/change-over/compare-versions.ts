import { isBaseplateError, type StoredVersion } from '@baseplate-epr/contracts';
import type { ComparedStore, Side } from './comparison-types.ts';
import type { Findings } from './findings.ts';
import type { Suspicion } from './suspicion.ts';
import { differingParts, differingVersion } from './version-parts.ts';

/** Versions asked of the other store at once. */
const asked = 32;

/** Of which store versions come, and where the others are. */
export interface CompareVersionsOptions {
  readonly side: Side;
  readonly there: Pick<ComparedStore, 'read'>;
  readonly suspicion: Pick<Suspicion, 'about'>;
  readonly findings: Findings;
}

/** Asks the other store for each of these versions, and notes what it has otherwise, lacks, or cannot read. */
export async function compareVersions(
  versions: readonly StoredVersion[],
  options: CompareVersionsOptions,
): Promise<void> {
  for (let from = 0; from < versions.length && !options.findings.isFull(); from += asked) {
    await Promise.all(versions.slice(from, from + asked).map((version) => compareVersion(version, options)));
  }
}

async function compareVersion(version: StoredVersion, options: CompareVersionsOptions): Promise<void> {
  const { side, there, suspicion, findings } = options;
  const { type, id, versionId } = version;
  const otherSide = side === 'left' ? 'right' : 'left';
  let other: StoredVersion | undefined;
  try {
    other = await there.read({ type, id, versionId });
  } catch (error) {
    if (!isBaseplateError(error) || error.code !== 'storage-corrupt') throw error;
    findings.add({ kind: 'unreadable', side: otherSide, reason: error.message, ...differingVersion(version) });
    return;
  }
  if (other === undefined) {
    findings.add({ kind: 'missing', missingIn: otherSide, ...differingVersion(version) });
    return;
  }
  // From the right, only what could not be seen from the left.
  if (side === 'right' && suspicion.about(other)) return;
  const parts = differingParts(version, other);
  if (parts.length > 0) findings.add({ kind: 'content', parts, ...differingVersion(version, other) });
}
