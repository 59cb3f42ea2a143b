import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { send, systemToken } from '../crash/crash-round.ts';
import { type BaseplateProcess, runBaseplate } from '../start/run-baseplate.ts';

export const listening = fileURLToPath(new URL('./__fixtures__/listening.config.ts', import.meta.url));
export const moved = fileURLToPath(new URL('./__fixtures__/listening.moved.config.ts', import.meta.url));

/** A record with a service that hears of its changes. */
export interface Ward {
  readonly record: BaseplateProcess;
  readonly url: string;
  readonly token: string;
}

const started = new Set<BaseplateProcess>();

/** Ends what tests that failed half way have left running. */
export async function stopWards(): Promise<void> {
  await Promise.all([...started].map((record) => record.stop('SIGTERM')));
}

/** Starts one. */
export async function startWard(data: string, environment: Readonly<Record<string, string>> = {}): Promise<Ward> {
  const record = runBaseplate(['start'], { data, environment, configuration: listening });
  started.add(record);
  void record.ended.then(() => started.delete(record));
  const url = await record.ready;
  return { record, url, token: await systemToken(data, url, { configuration: listening }) };
}

/** Writes a patient's Observations one after the other; those that were acknowledged, in their order. */
export async function writeObservations(
  { url, token }: Ward,
  patient: string,
  ids: readonly string[],
  acknowledged: string[],
): Promise<void> {
  const code = { coding: [{ system: 'http://loinc.org', code: '8867-4' }] };
  for (const id of ids) {
    const subject = { reference: `Patient/${patient}` };
    const body = JSON.stringify({ resourceType: 'Observation', id, status: 'final', code, subject });
    const response = await send(url, token, `/Observation/${id}`, body, 'PUT');
    await response.arrayBuffer();
    if (!response.ok) throw new Error(`Not written: ${response.status}`);
    acknowledged.push(id);
  }
}

/** Makes the patients that Observations are about. */
export async function writePatients({ url, token }: Ward, patients: readonly string[]): Promise<void> {
  for (const id of patients) {
    const response = await send(url, token, `/Patient/${id}`, JSON.stringify({ resourceType: 'Patient', id }), 'PUT');
    if (!response.ok) throw new Error(`Not written: ${response.status}`);
  }
}

/** One line that the service has written. */
export interface Heard {
  readonly pid: number;
  readonly patient: string;
  readonly id: string;
  readonly attempt: number;
}

/** What was heard so far, in all processes. */
export function heardIn(data: string): readonly Heard[] {
  const file = join(data, 'heard.txt');
  if (!existsSync(file)) return [];
  const lines = readFileSync(file, 'utf8').split('\n').filter(Boolean);
  return lines.map((line) => {
    const [pid, patient = '', id = '', , attempt] = line.split(' ');
    return { pid: Number(pid), patient, id, attempt: Number(attempt) };
  });
}

/** Waits until all of these were heard. @throws an Error that names how many were not */
export async function waitUntilHeard(data: string, ids: readonly string[], seconds = 30): Promise<void> {
  let missing = ids.length;
  for (const end = performance.now() + seconds * 1000; performance.now() < end; await wait(50)) {
    const heard = new Set(heardIn(data).map(({ id }) => id));
    missing = ids.filter((id) => !heard.has(id)).length;
    if (missing === 0) return;
  }
  throw new Error(`${missing} of ${ids.length} changes were never heard of.`);
}

/**
 * Places where a patient's change was heard for the first time although an earlier one had not been heard by then. `order` holds each
 * patient's changes as they were acknowledged.
 */
export function disorder(data: string, order: Readonly<Record<string, readonly string[]>>): readonly string[] {
  const faults: string[] = [];
  const heard = heardIn(data);
  for (const [patient, ids] of Object.entries(order)) {
    const mine = heard.filter((one) => one.patient === patient).map(({ id }) => id);
    // One more may have been written than was acknowledged when the process was killed.
    const first = [...new Set(mine)].filter((id) => ids.includes(id));
    for (const [place, id] of first.entries())
      if (id !== ids[place]) faults.push(`${patient}: ${id} at place ${place}`);
  }
  return faults;
}
