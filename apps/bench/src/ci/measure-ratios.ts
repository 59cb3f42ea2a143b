import { measureIngest } from '../measure/measure-ingest.ts';
import { measureOperation } from '../measure/measure-operation.ts';
import type { BenchSession } from '../measure/open-session.ts';
import type { Round } from '../measure/side.ts';
import type { Operation } from '../operations/operation.ts';

/** Rounds of one operation, or of ingest. */
export type OperationRounds = Readonly<Record<string, readonly Round[]>>;

const rounds = 6;
/** Milliseconds: long enough to hold the garbage collections and checkpoints that belong to the work. */
const slice = 250;
/** Milliseconds in which both sides are compiled by the engine: a cold second costs three times a warm one. */
const warmUp = 800;
const concurrency = 16;
/** Patients loaded in one round. */
const patientsEach = 8;

/** Loads so many patients from this one on, and gives the rounds of that. */
export async function ingestRounds(
  { record, floor, population }: BenchSession,
  { first, patients }: { readonly first: number; readonly patients: number },
): Promise<OperationRounds> {
  const token = await record.token('system');
  const [result] = await measureIngest({
    record,
    floor,
    file: population,
    first,
    patients,
    token,
    concurrencies: [concurrency],
    parts: Math.floor(patients / patientsEach),
  });
  return { ingest: result?.rounds ?? [] };
}

/** Measures operations that are prepared. */
export async function operationRounds(
  { record, floor }: BenchSession,
  operations: readonly Operation[],
): Promise<OperationRounds> {
  const found: Record<string, readonly Round[]> = {};
  for (const operation of operations) {
    const measured = await measureOperation(operation, {
      record,
      floor,
      concurrency,
      rounds,
      slice,
      warmUp,
      bare: false,
    });
    found[operation.name] = measured.rounds;
  }
  return found;
}
