import { setTimeout as rest } from 'node:timers/promises';
import { type IndexEntry, isBaseplateError, type StoredVersion } from '@baseplate-epr/contracts';
import { copyRecords } from '../copy-records.ts';
import { askBoth } from './ask-both.ts';
import { questionsAbout } from './questions.ts';
import { createSampler } from './sampler.ts';
import type { Divergence, ShadowRecordsOptions, ShadowReport } from './shadow-types.ts';

const namedDivergences = 1000;

/**
 * Keeps a second store beside the one in use, for days if need be, and compares what the two answer: it follows the changes, and at each
 * look asks both for some resources, by reading and by searches as charts make them. A difference counts only if it stays once the shadow is
 * up to date and the primary says the same before and after.
 *
 * It reads of the primary, a page at a time, and rests as long as it has worked; nothing that writes or reads there waits for it.
 *
 * @returns the last report, when the signal ends it
 * @throws BaseplateError whatever the stores throw; the last report that was told goes on from there
 */
export async function shadowRecords(options: ShadowRecordsOptions): Promise<ShadowReport> {
  const { primary, shadow, clock, random, sampleSize = 10, pause = 1000, signal, onLook, before } = options;
  const written = () => new Date(clock.now()).toISOString();
  const sampler = createSampler(random);
  for (const key of before?.sample ?? []) sampler.see(key);
  const divergences: Divergence[] = [...(before?.divergences ?? [])];
  const state = {
    cursor: before?.cursor ?? '',
    versions: before?.versions ?? 0,
    caughtUp: false,
    reads: before?.reads ?? 0,
    searches: before?.searches ?? 0,
    time: { primary: before?.time.primary ?? 0, shadow: before?.time.shadow ?? 0 },
    diverged: before?.diverged ?? 0,
  };
  const began = before?.began ?? written();
  const report = (): ShadowReport => {
    const told = { format: 'baseplate-shadow', formatVersion: 1, began, told: written() } as const;
    return { ...told, ...state, time: { ...state.time }, divergences: [...divergences], sample: sampler.kept() };
  };
  const diverge = (question: Divergence['question'], words: string) => {
    state.diverged += 1;
    if (divergences.length < namedDivergences) divergences.push({ at: written(), question, words });
  };
  /** So that what was copied is on the sample too. */
  const seen: typeof primary.changes = async (wanted) => {
    const page = await primary.changes(wanted);
    for (const version of page.versions) sampler.see(version);
    return page;
  };
  const follow = async (whole: boolean) => {
    state.caughtUp = false;
    await copyRecords({
      from: { changes: seen },
      to: shadow,
      entriesOf: options.entriesOf,
      after: state.cursor,
      limit: 200,
      ...(whole ? {} : { signal }),
      async onPage(page) {
        state.cursor = page.cursor;
        state.versions += page.loaded;
        for (const { type, id, versionId, reason } of page.rejected) {
          diverge('copy', `The shadow rejects ${type}/${id} version ${versionId}: ${reason}`);
        }
        for (const { reason } of page.unreadable) diverge('copy', `The primary cannot read a version: ${reason}`);
        if (whole) return;
        await onLook(report());
        await restFor(pageRest, signal);
      },
    });
    state.caughtUp = true;
  };
  const compare = async () => {
    for (const key of sampler.draw(sampleSize)) {
      if (signal.aborted) return;
      const version = await shadow.read(key);
      const entries = version === undefined ? [] : await entriesIn(version, options);
      const about = version ?? { ...key, versionId: '', lastUpdated: 0, deleted: true, text: '', compartments: [] };
      for (const question of questionsAbout(about, entries, random)) {
        const asked = await askBoth(question, { primary, shadow }, () => follow(true));
        state[question.kind === 'read' ? 'reads' : 'searches'] += 1;
        state.time.primary += asked.primary;
        state.time.shadow += asked.shadow;
        if (!asked.agree) diverge(question.kind, question.words);
      }
    }
  };

  while (!signal.aborted) {
    const look = performance.now();
    try {
      await follow(false);
    } catch (error) {
      if (isBaseplateError(error) && error.code === 'cancelled') break;
      throw error;
    }
    await compare();
    await onLook(report());
    await restFor(Math.max(pause, performance.now() - look), signal);
  }
  return report();
}

/** Between two pages, so that a long copy takes no more than a share of the primary. */
const pageRest = 20;

async function restFor(milliseconds: number, signal: AbortSignal): Promise<void> {
  // Being woken is what the signal is for.
  await rest(milliseconds, undefined, { signal }).catch(() => undefined);
}

async function entriesIn(
  version: StoredVersion,
  { entriesOf }: Pick<ShadowRecordsOptions, 'entriesOf'>,
): Promise<readonly IndexEntry[]> {
  if (version.deleted) return [];
  try {
    return await entriesOf(version);
  } catch (error) {
    // A text that cannot be indexed was told when it was copied.
    if (isBaseplateError(error) && ['input-invalid', 'limit-exceeded'].includes(error.code)) return [];
    throw error;
  }
}
