import { isBaseplateError } from '@baseplate-epr/contracts';
import { resourceTypes } from '@baseplate-epr/fhir';
import { forbidden } from '../error/refusals.ts';
import type { Caller, RecordParts } from '../session/record-parts.ts';
import type { ReindexOptions, ReindexReport } from '../session/reindex-types.ts';
import { requireWaiting } from '../session/require-waiting.ts';
import { type IndexedBatch, indexBatch } from './index-batch.ts';
import { advanceJournal, type KeptJournal, type ReindexJournal, readJournal } from './reindex-journal.ts';
import { shareStep } from './reindex-step.ts';

const namedFailures = 100;

/** Goes on with the indexing that is due; see `RecordSession.reindex`. */
export async function reindex(parts: RecordParts, caller: Caller, options: ReindexOptions): Promise<ReindexReport> {
  await requireAdministrator(caller);
  await parts.index.reload();
  const { milliseconds = 0, everything = false } = options;
  const { clock } = parts.context;
  const until = clock.now() + milliseconds;
  // In turn: the second finds what the first has begun, and need not count the record again.
  let kept = await parts.turns.take('reindex', async () =>
    begin(parts, await readJournal(parts.state), { everything, back: everything }),
  );
  await caller.trail.event({ action: 'reindex', outcome: 'success', detail: detailOf(kept.journal) });
  while (kept.journal !== undefined && kept.journal.ended === undefined && clock.now() < until) {
    requireWaiting(caller.signal);
    const { journal } = kept;
    kept = await shareStep(parts, () => goOn(parts, kept, journal));
  }
  return report(parts, caller, kept.journal);
}

/** Says how the indexing stands; see `RecordSession.reindexing`. */
export async function reindexing(parts: RecordParts, caller: Caller): Promise<ReindexReport> {
  await requireAdministrator(caller);
  await parts.index.refresh();
  const { journal } = await readJournal(parts.state);
  await caller.trail.event({ action: 'reindexing', outcome: 'success' });
  return report(parts, caller, journal);
}

/** Whoever may change every search parameter may make them take effect. */
async function requireAdministrator(caller: Caller): Promise<void> {
  if (caller.access.predicate('SearchParameter', 'update').kind === 'all') return;
  await caller.trail.refusal({ action: 'reindex', detail: 'no-scope-update' });
  throw forbidden('You may not reindex the record: that needs the right to change SearchParameter resources.');
}

/** The journal to go on with: the one there is, if it is about what is due, or a new one. */
async function begin(
  parts: RecordParts,
  kept: KeptJournal,
  { everything, back }: { readonly everything: boolean; readonly back: boolean },
): Promise<KeptJournal> {
  const { index, records, context } = parts;
  const { journal } = kept;
  const open = journal !== undefined && journal.ended === undefined;
  await index.takeAim({ back });
  const due = index.due();
  const generation = index.generation();
  if (open && journal.generation === generation && (journal.everything || !everything)) return kept;
  if (due === undefined && !everything && !(open && journal.everything)) return kept;
  // From here on nothing is written any more that this indexing would have to look at again.
  await records.index({ generation, closes: true, entries: [] });
  const types = [...resourceTypes].filter((type) => everything || due?.types === undefined || due.types.has(type));
  const counted = await Promise.all(
    types.map(async (type) => (await records.search({ types: [type], count: 0 })).total),
  );
  const total = counted.reduce<number>((sum, count = 0) => sum + count, 0);
  const began = context.clock.now();
  return advanceJournal(parts.state, kept, {
    generation,
    everything: everything || (open && journal.everything),
    types,
    at: 0,
    done: 0,
    total,
    failed: 0,
    failures: [],
    began,
  });
}

/** One batch. Two processes that work at once do a batch twice now and then, which changes nothing, and count it once. */
async function goOn(parts: RecordParts, kept: KeptJournal, journal: ReindexJournal): Promise<KeptJournal> {
  const { index, state, context } = parts;
  if (index.generation() !== journal.generation) {
    return begin(parts, kept, { everything: journal.everything, back: false });
  }
  const type = journal.types[journal.at];
  if (type === undefined) {
    if (journal.failed === 0) await index.finish(journal.generation);
    return advanceJournal(state, kept, { ...journal, ended: context.clock.now() });
  }
  const { cursor, ...rest } = journal;
  let batch: IndexedBatch;
  try {
    batch = await indexBatch(parts, type, cursor);
  } catch (error) {
    // The page was begun in a store that is not open any more, or by another release. What was indexed before is indexed again.
    if (cursor === undefined || !isBaseplateError(error) || error.code !== 'query-invalid') throw error;
    return advanceJournal(state, kept, rest);
  }
  await index.refresh();
  return advanceJournal(state, kept, {
    ...rest,
    at: batch.next === undefined ? journal.at + 1 : journal.at,
    ...(batch.next === undefined ? {} : { cursor: batch.next }),
    done: journal.done + batch.done,
    failed: journal.failed + batch.failures.length,
    failures: [...journal.failures, ...batch.failures].slice(0, namedFailures),
  });
}

function report(parts: RecordParts, caller: Caller, journal: ReindexJournal | undefined): ReindexReport {
  const due = parts.index.due();
  const running = journal !== undefined && journal.ended === undefined;
  const { done = 0, total = 0, failed = 0, failures = [], began, ended } = journal ?? {};
  const mayName = (type: string) => caller.access.predicate(type, 'read').kind === 'all';
  return {
    state: running ? 'running' : due === undefined ? 'complete' : 'due',
    done,
    total: Math.max(done, total),
    failed,
    failures: failures.filter(({ type }) => mayName(type)),
    waiting: due?.parameters ?? 0,
    rules: due?.rules ?? false,
    ...(began === undefined ? {} : { milliseconds: (ended ?? parts.context.clock.now()) - began }),
  };
}

function detailOf(journal: ReindexJournal | undefined): string {
  if (journal === undefined) return 'nothing due';
  return `generation ${journal.generation} done ${journal.done} of ${journal.total}${journal.ended === undefined ? '' : ' ended'}`;
}
