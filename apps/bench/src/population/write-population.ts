import { spawn } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { fileURLToPath } from 'node:url';

/** Starts making a population; its standard output brings one bundle a line, from the bundle with this index. */
export function generateInProcess(patients: number, first = 0) {
  return spawn(
    process.execPath,
    [fileURLToPath(new URL('./generate-population.ts', import.meta.url)), String(patients), String(first)],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
}

/** Makes a population ahead and keeps it in a file, one bundle a line: line 0 the organisations, line n patient n. */
export async function writePopulation(patients: number, file: string): Promise<void> {
  await pipeline(generateInProcess(patients).stdout, createWriteStream(file));
}
