import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { addTargets, noTargets, type Targets } from '../population/sample-targets.ts';

/** Patients whose data the requests ask for, at each size. */
const sampled = 200;
const stepOf = (size: number) => Math.max(1, Math.floor(size / sampled));
const fileOf = (folder: string, index: number) => join(folder, 'samples', `${index}.json`);

/** Keeps the bundle of a patient who is asked for at one of the sizes, while it passes. */
export async function keepSample(
  folder: string,
  sizes: readonly number[],
  index: number,
  bundle: string,
): Promise<void> {
  if (!sizes.some((size) => index <= size && index % stepOf(size) === 0)) return;
  await mkdir(join(folder, 'samples'), { recursive: true });
  await writeFile(fileOf(folder, index), bundle);
}

/** Whom the requests ask for at a size: patients from all over the record. */
export async function targetsAt(folder: string, size: number): Promise<Targets> {
  const targets = noTargets();
  for (let index = stepOf(size); index <= size; index += stepOf(size)) {
    addTargets(targets, await readFile(fileOf(folder, index), 'utf8'));
  }
  return targets;
}
