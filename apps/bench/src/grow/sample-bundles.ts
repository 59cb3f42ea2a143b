import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
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

/** Whom the requests ask for at a size: patients from all over the record. Fewer than usual when the size was not thought of while loading. */
export async function targetsAt(folder: string, size: number): Promise<Targets> {
  const names = await readdir(join(folder, 'samples'));
  const kept = names.map((name) => Number.parseInt(name, 10)).filter((index) => index <= size);
  const places = Array.from({ length: Math.min(size, sampled) }, (_, place) => (place + 1) * (size / sampled));
  const chosen = new Set(places.map((place) => nearest(kept, place)));
  const targets = noTargets();
  for (const index of chosen) addTargets(targets, await readFile(fileOf(folder, index), 'utf8'));
  return targets;
}

function nearest(all: readonly number[], place: number): number {
  return all.reduce((best, one) => (Math.abs(one - place) < Math.abs(best - place) ? one : best));
}
