import { isBaseplateError } from '@baseplate-epr/contracts';
import { inParallel } from '../../in-parallel.ts';
import type { SamplePatient } from '../report-types.ts';
import { allergyLines, medicineLines, problemLines, resultLines, whoLines } from './sample-lines.ts';
import type { SampledStore } from './sampled-store.ts';

/** What to read. */
export interface ReadSampleOptions {
  readonly left: SampledStore;
  readonly right: SampledStore;
  /** Ids of patients. */
  readonly patients: readonly string[];
  /** The moment for which names are chosen, in milliseconds since 1970. */
  readonly now: number;
}

type Reading = (store: SampledStore, patient: string, now: number) => Promise<readonly string[]>;

const rows: readonly (readonly [heading: string, read: Reading])[] = [
  ['Name', whoLines.name],
  ['Born', whoLines.born],
  ['NHS No.', whoLines.nhsNumber],
  ['Allergies', allergyLines],
  ['Medicines', medicineLines],
  ['Problems', problemLines],
  ['Latest results', resultLines],
];

/** Reads what a clinician compares by eye, of each patient from each store, by searches as a chart makes them. */
export function readSample({ left, right, patients, now }: ReadSampleOptions): Promise<readonly SamplePatient[]> {
  return inParallel(patients, 2, async (id) => ({
    id,
    rows: await inParallel(rows, 2, async ([heading, read]) => ({
      heading,
      left: await linesOf(() => read(left, id, now)),
      right: await linesOf(() => read(right, id, now)),
    })),
  }));
}

/** What a store cannot answer is said where the answer would stand: absence is never silence. */
async function linesOf(read: () => Promise<readonly string[]>): Promise<readonly string[]> {
  try {
    return await read();
  } catch (error) {
    if (isBaseplateError(error)) return [`Source unavailable (${error.code})`];
    if (error instanceof SyntaxError) return ['Not readable: the text is no JSON'];
    throw error;
  }
}
