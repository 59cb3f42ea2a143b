import { BaseplateError, isBaseplateError, type StoredVersion, type Write } from '@baseplate-epr/contracts';
import type { NamedFailure } from '../copy-types.ts';
import { nameOfVersion, resourceName } from '../version-name.ts';
import type { CopyCurrentOptions, VersionMapping } from './current-types.ts';
import { isSameContent } from './same-content.ts';

/** What became of the newest versions of a page. */
export interface WrittenPage {
  readonly mapped: readonly VersionMapping[];
  readonly rejected: readonly NamedFailure[];
}

interface Planned {
  readonly version: StoredVersion;
  readonly write: Write;
}

/** A target refuses a resource for what it is with one of these; anything else is about the target. */
const rejections = ['input-invalid', 'limit-exceeded'];

/** Writes newest versions after those that the target has; what is there already, and deletions of what never was there, are not written. */
export async function writePage(options: CopyCurrentOptions, newest: readonly StoredVersion[]): Promise<WrittenPage> {
  const mapped: VersionMapping[] = [];
  const planned: Planned[] = [];
  const rejected: NamedFailure[] = [];
  for (const version of newest) {
    const there = await options.to.read({ type: version.type, id: version.id });
    if (there === undefined && version.deleted) continue;
    if (there !== undefined && isThere(there, version)) mapped.push(mapping(version, there.versionId));
    else {
      try {
        planned.push({ version, write: await writeAfter(options, there, version) });
      } catch (error) {
        rejected.push(rejection(version, error));
      }
    }
  }
  const written = await commitAll(options, planned);
  return { mapped: [...mapped, ...written.mapped], rejected: [...rejected, ...written.rejected] };
}

async function commitAll(options: CopyCurrentOptions, planned: readonly Planned[]): Promise<WrittenPage> {
  if (planned.length === 0) return { mapped: [], rejected: [] };
  const { to, epoch, generation = 0 } = options;
  try {
    const result = await to.commit({ epoch, generation, writes: planned.map(({ write }) => write) });
    if (result.outcome !== 'committed') throw notOurs(result.outcome);
    const kept = new Map((result.versions ?? []).map((version) => [resourceName(version), version.versionId]));
    return {
      mapped: planned.map(({ version, write }) =>
        mapping(version, kept.get(resourceName(version)) ?? write.version.versionId),
      ),
      rejected: [],
    };
  } catch (error) {
    const [only, ...others] = planned;
    if (only !== undefined && others.length === 0) return { mapped: [], rejected: [rejection(only.version, error)] };
    if (!isBaseplateError(error) || !rejections.includes(error.code)) throw error;
    const middle = Math.ceil(planned.length / 2);
    const left = await commitAll(options, planned.slice(0, middle));
    const right = await commitAll(options, planned.slice(middle));
    return { mapped: [...left.mapped, ...right.mapped], rejected: [...left.rejected, ...right.rejected] };
  }
}

async function writeAfter(
  { entriesOf }: CopyCurrentOptions,
  there: StoredVersion | undefined,
  version: StoredVersion,
): Promise<Write> {
  const versionId = String(Number(there?.versionId ?? '0') + 1);
  return {
    version: { ...version, versionId, entries: version.deleted ? [] : await entriesOf(version) },
    expect: there === undefined ? 'absent' : { versionId: there.versionId },
  };
}

function isThere(there: StoredVersion, version: StoredVersion): boolean {
  if (there.deleted || version.deleted) return there.deleted && version.deleted;
  return isSameContent(there.text, version.text);
}

function mapping({ type, id, versionId }: StoredVersion, to: string): VersionMapping {
  return { type, id, from: versionId, to };
}

/** @throws what is not about the resource itself */
function rejection(version: StoredVersion, error: unknown): NamedFailure {
  if (!isBaseplateError(error) || !rejections.includes(error.code)) throw error;
  return { ...nameOfVersion(version), reason: error.message };
}

function notOurs(outcome: string): BaseplateError {
  return new BaseplateError({
    code: 'load-conflict',
    message: `The target did not take a page of the copy (${outcome}): somebody else writes to it, or it has a successor. End that, then go on.`,
  });
}
