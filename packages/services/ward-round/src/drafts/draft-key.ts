import type { Visit } from '../visit.ts';
import type { DraftKey } from './kept-draft.ts';
import { ownerOf } from './owner-of.ts';

const hour = 3_600_000;
/** Longer than any draft lasts, so that a key never goes before what it opens. */
const kept = 24 * hour;
const renewed = 13 * hour;

/** The key of who is signed in; made when there is none, and the same until it is erased or was not asked for during a day. */
export async function draftKeyOf({ context, randomBytes }: Visit): Promise<DraftKey> {
  const { state, now } = context;
  const key = keyOf(context);
  const found = await state.get({ key });
  const known = found === undefined ? undefined : readKey(found.value);
  if (found !== undefined && known !== undefined) {
    if ((found.expiresAt ?? 0) - now < renewed)
      await state.set({ key, value: found.value, expiresAt: now + kept, ifVersion: found.version });
    return known;
  }
  const text = (size: number) => Buffer.from(randomBytes(size)).toString('base64url');
  const made: DraftKey = { id: text(9), key: text(32) };
  const ifVersion = found?.version ?? null;
  const result = await state.set({ key, value: JSON.stringify(made), expiresAt: now + kept, ifVersion });
  if (result.outcome === 'written') return made;
  // Another page of the same person was faster.
  const theirs = result.current === undefined ? undefined : readKey(result.current.value);
  if (theirs === undefined) throw new RangeError('The key of drafts changed while it was made.');
  return theirs;
}

/** Among the person's drafts, so that it goes with them at sign-out, whichever user interface is in place then. */
function keyOf(context: Visit['context']): string {
  return `draft/${ownerOf(context)}/device-key`;
}

function readKey(value: string): DraftKey | undefined {
  const read: unknown = JSON.parse(value);
  if (typeof read !== 'object' || read === null || !('id' in read) || !('key' in read)) return undefined;
  return typeof read.id === 'string' && typeof read.key === 'string' ? { id: read.id, key: read.key } : undefined;
}
