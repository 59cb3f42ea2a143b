import { ahead } from './ahead.ts';
import { requireWanted } from './cancelled.ts';
import { compareVersions } from './compare-versions.ts';
import type { ComparedStore, RecordDifference, Side } from './comparison-types.ts';
import { createFindings } from './findings.ts';
import { type ChangesPage, readChanges } from './read-changes.ts';

/** How far one store has been read through. */
export interface CheckedSide {
  /** Empty: from the beginning. */
  readonly cursor: string;
  readonly versions: number;
}

/** How far a check is: where one that is begun again goes on. */
export interface CheckedCopy {
  /** Where the record comes from. */
  readonly left: CheckedSide;
  /** Where it goes. */
  readonly right: CheckedSide;
}

/** What to check. */
export interface CheckCopiedOptions {
  readonly from: ComparedStore;
  readonly to: ComparedStore;
  /** Where an earlier check of the same stores stood that found them the same so far. */
  readonly after?: CheckedCopy;
  /** Brings what was written meanwhile; called where something seems to be missing. */
  bring(): Promise<unknown>;
  readonly signal?: AbortSignal;
  /** Called after each page that was found the same, and awaited. */
  onPage?(checked: CheckedCopy): void | Promise<void>;
}

const limit = 1000;

/** Every version there is, from both sides. */
const suspicion = { about: () => false };

/**
 * Reads every version of two stores, of which one was copied from the other, and compares them, whatever the digests say that the stores keep:
 * each of `from` with what `to` gives out for it, then each of `to` with what `from` does. `from` may be written meanwhile.
 *
 * - *Memory*: two pages, however many versions there are.
 * - *Resumable*: with `after`, from the page that was not found the same yet.
 *
 * @returns what differs on the first page on which anything does; nothing if both are the same
 * @throws BaseplateError `cancelled`; whatever the stores throw, but for what they cannot read, which is a difference
 */
export async function checkCopied(options: CheckCopiedOptions): Promise<readonly RecordDifference[]> {
  const { from, to, bring, signal, onPage } = options;
  const beginning: CheckedSide = { cursor: '', versions: 0 };
  let checked: CheckedCopy = options.after ?? { left: beginning, right: beginning };
  for (const side of ['left', 'right'] as const) {
    const [here, there] = side === 'left' ? [from, to] : [to, from];
    const { cursor } = checked[side];
    const pages = readChanges({ store: here, limit, signal, ...(cursor === '' ? {} : { after: cursor }) });
    for await (const page of ahead(pages)) {
      let differences = await differencesOn(page, side, there);
      if (differences.length > 0) {
        // What has only just been written is not there yet.
        await bring();
        differences = await differencesOn(page, side, there);
      }
      if (differences.length > 0 || page.cursor === undefined) return differences;
      const versions = checked[side].versions + page.versions.length;
      checked = { ...checked, [side]: { cursor: page.cursor, versions } };
      await onPage?.(checked);
      requireWanted(signal);
    }
  }
  return [];
}

async function differencesOn(
  { versions, unreadable }: ChangesPage,
  side: Side,
  there: ComparedStore,
): Promise<readonly RecordDifference[]> {
  const findings = createFindings(Number.POSITIVE_INFINITY);
  await compareVersions(versions, { side, there, suspicion, findings });
  if (unreadable !== undefined) {
    const { version = {}, reason } = unreadable;
    findings.add({ kind: 'unreadable', side, reason, ...version });
  }
  return findings.differences;
}
