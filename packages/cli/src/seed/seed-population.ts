import { BaseplateError, type ModuleContext } from '@baseplate-epr/contracts';
import type { RecordTarget } from '../target/record-target.ts';
import { progressLine } from '../terminal/progress-line.ts';
import type { Terminal } from '../terminal/terminal.ts';

/** What to make, and where. */
export interface SeedOptions {
  readonly target: RecordTarget;
  readonly patients: number;
  readonly seed: number;
  readonly terminal: Terminal;
  readonly context: ModuleContext;
  readonly signal: AbortSignal;
}

/** Bundles on their way at once: enough to share durable writes, few enough to keep memory flat. */
const atOnce = 2;

/**
 * Writes a synthetic population, one transaction a patient. The same seed gives the same ids, so an interrupted run is simply
 * run again: a patient who is there already is left as he or she is, also if somebody has written to the record since.
 *
 * @returns false if it was stopped before the end
 */
export async function seedPopulation({
  target,
  patients,
  seed,
  terminal,
  context,
  signal,
}: SeedOptions): Promise<boolean> {
  const began = context.clock.now();
  const moment = await momentOf(target, seed, began);
  // Only now: a start that seeds nothing shall not wait for it.
  const { generatePopulation } = await import('@baseplate-epr/synthetic-population');
  const bundles = generatePopulation({ patients, seed, now: moment.time });
  let made = 0;
  const write = async () => {
    for (const { kind, text } of bundles) {
      if (signal.aborted) return;
      if (!moment.begun || !(await isThere(target, text))) await send(target, text);
      if (kind !== 'patient') continue;
      made += 1;
      const elapsedMilliseconds = context.clock.now() - began;
      terminal.progress(
        progressLine({
          label: 'Synthetic patients',
          done: made,
          total: patients,
          unit: 'patients',
          elapsedMilliseconds,
        }),
      );
    }
  };
  await Promise.all(Array.from({ length: atOnce }, write));
  terminal.endProgress();
  return !signal.aborted;
}

/** When this population was first made here: its stories end then, also when an interrupted run is completed later. */
async function momentOf(
  { state }: RecordTarget,
  seed: number,
  now: number,
): Promise<{ readonly time: number; readonly begun: boolean }> {
  const key = `population/${seed}`;
  const made = await state.set({ key, value: String(now), ifVersion: null });
  if (made.outcome === 'conflict' && made.current !== undefined)
    return { time: Number(made.current.value), begun: true };
  return { time: now, begun: false };
}

/** Whether a transaction of an earlier run is in the record. It is there as a whole or not at all, so its first resource tells. */
async function isThere(target: RecordTarget, text: string): Promise<boolean> {
  const [, first] = /"method":"PUT","url":"([A-Za-z]+\/[A-Za-z0-9.-]+)"/.exec(text) ?? [];
  return first !== undefined && (await target.fetch(`/fhir/${first}`, { method: 'HEAD' })).ok;
}

async function send(target: RecordTarget, text: string): Promise<void> {
  const headers = { 'content-type': 'application/fhir+json', prefer: 'return=minimal' };
  const response = await target.fetch('/fhir', { method: 'POST', body: text, headers });
  if (response.ok) {
    await response.body?.cancel();
    return;
  }
  throw new BaseplateError({
    code: 'input-invalid',
    message: `The record refused a synthetic patient with status ${response.status}. Nothing of that patient was written. Run baseplate doctor, then try again.`,
  });
}
