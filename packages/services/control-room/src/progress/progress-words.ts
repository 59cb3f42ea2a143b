import type { RunView } from '@baseplate-epr/contracts';
import { countWords } from '../words/amounts.ts';
import { placeName } from '../words/names.ts';

const steps = {
  waiting: 'waiting until every process has the new store open',
  copying: 'copying, while the record is used',
  indexing: 'indexing anew, while the record is used',
  checking: 'reading again what an earlier run has brought, while the record is used',
  following: 'following what is written meanwhile',
  holding: 'holding writes for the flip',
  loading: 'loading the new ones beside the old in every process',
} as const;

const units: Readonly<Record<string, string>> = { records: 'versions', documents: 'documents', services: 'processes' };

/** How far a run is, in words. */
export function progressWords({ progress }: RunView): string {
  if (progress === undefined) return 'Looking at the configuration and the stores.';
  const { place, step, done, total } = progress;
  const unit = step === 'indexing' ? 'resources' : (units[place] ?? 'entries');
  const counted =
    done === undefined ? '' : `: ${countWords(done)}${total === undefined ? '' : ` of ${countWords(total)}`} ${unit}`;
  return `${placeName(place)}: ${steps[step] ?? step}${counted}.`;
}

/** The part that is done, of 1; `undefined` while it is not known. */
export function partDone({ progress }: RunView): number | undefined {
  const { done, total } = progress ?? {};
  if (done === undefined || total === undefined || total === 0) return undefined;
  return Math.min(1, done / total);
}
