/*
 * Makes synthetic patients, one bundle a line: `node generate-population.ts PATIENTS [FIRST]` writes to standard output, as fast as that
 * is read. A process of its own, so that making patients is not what is measured. FIRST leaves out the bundles before it.
 */
import { once } from 'node:events';
import { generatePopulation } from '@baseplate-epr/synthetic-population';

const patients = Number(process.argv[2]);
const first = Number(process.argv[3] ?? 0);
/** One moment for all runs: the same patients, to the byte. */
const now = Date.UTC(2026, 10, 21, 8, 14);

for (const { index, text } of generatePopulation({ patients, seed: 1, now })) {
  // A line end inside JSON text stands between tokens, since strings escape theirs.
  if (index >= first && !process.stdout.write(`${text.replaceAll('\n', ' ')}\n`)) await once(process.stdout, 'drain');
}
