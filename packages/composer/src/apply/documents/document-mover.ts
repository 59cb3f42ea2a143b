import { BaseplateError, type DocumentStore } from '@baseplate-epr/contracts';
import { compareDocuments, copyDocuments, counted } from '@baseplate-epr/record';
import type { LeadOptions } from '../lead.ts';
import type { Led } from '../leadership.ts';
import type { Mover } from '../mover.ts';
import { openPair, type Pair } from '../open-pair.ts';

/** So long may the comparison of both lists take to be part of the hold, in milliseconds. */
const shortComparison = 400;

/**
 * Opens both document stores. The processes that serve put every new document to both from the beginning of a change-over, so one pass over the
 * list of what is there brings the rest; it is not remembered how far it went, since what is there already costs one question each.
 */
export async function openDocumentMover(led: Led, options: Omit<LeadOptions, 'begin' | 'openMover'>): Promise<Mover> {
  return moverOf(await openPair<DocumentStore>(led, options), options);
}

function moverOf(
  { from, to, identity, close }: Pair<DocumentStore>,
  { rollCall, onProgress, signal }: Pick<LeadOptions, 'rollCall' | 'onProgress' | 'signal'>,
): Mover {
  /** Processes that served when the last comparison began. */
  let writers: readonly string[] = [];
  const serving = async () => (await rollCall.serving()).map(({ id }) => id);

  let moved = 0;
  let isShort = true;
  let documents = 0;

  /** @returns what the two stores hold, if it is the same */
  async function compared(aborted: AbortSignal): Promise<number | undefined> {
    writers = await serving();
    const began = performance.now();
    const comparison = await compareDocuments({ left: from, right: to, signal: aborted });
    isShort = performance.now() - began < shortComparison;
    for (const difference of comparison.differences) {
      // It was deleted from the old store while it was on its way to the new one.
      if (difference.kind === 'missing' && difference.missingIn === 'left') {
        const { sha256 } = difference;
        if ((await from.head({ sha256 })) === undefined) await to.delete({ sha256 });
      }
    }
    documents = comparison.documents.left;
    return comparison.same ? documents : undefined;
  }

  async function pass(aborted: AbortSignal): Promise<void> {
    let done = 0;
    await copyDocuments({
      from,
      to,
      signal: aborted,
      onPage: (page) => {
        const [first] = page.failed;
        if (first !== undefined) throw notTaken(page.failed.length, first.reason);
        done += page.documents;
        moved = Math.max(moved, done);
        onProgress({ place: 'documents', step: 'copying', done });
      },
    });
  }

  return {
    copy: () => pass(signal),
    async follow() {
      onProgress({ place: 'documents', step: 'following', done: moved });
      for (let round = 0; round < 5; round += 1) {
        if ((await compared(signal)) !== undefined) return;
        await pass(signal);
      }
      throw new BaseplateError({
        code: 'storage-corrupt',
        message: 'The two document stores do not become the same. Nothing was changed over; compare them first.',
      });
    },
    async moveRest({ signal: giveUp }) {
      // What was written since the comparison went to both; that nothing of it waits any more is what the hold asks of every process.
      if (!isShort) {
        const present = new Set(await serving());
        // What it had not yet brought to the new store was lost with it.
        if (writers.some((id) => !present.has(id))) return 'a process ended while the documents were compared';
        return { compared: { items: documents } };
      }
      const items = await compared(giveUp);
      if (items !== undefined) return { compared: { items } };
      await pass(giveUp);
      return (await compared(giveUp)) === undefined
        ? 'the lists of documents differ'
        : { compared: { items: documents } };
    },
    moved: () => moved,
    identity,
    close,
  };
}

function notTaken(count: number, reason: string): BaseplateError {
  return new BaseplateError({
    code: 'storage-corrupt',
    message: `${counted(count, 'document')} cannot be taken over. ${reason} Nothing was changed over; the old store goes on.`,
  });
}
