import { readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { GrowthResults } from '../grow/growth-result.ts';
import { growthPicture } from './growth-picture.ts';
import { growthTables } from './growth-tables.ts';
import { replaceBetween } from './replace-between.ts';

const docs = new URL('../../../../docs/', import.meta.url);

/** Where the document stands. */
export const documentFile = fileURLToPath(new URL('performance.md', docs));
const pictureFile = fileURLToPath(new URL('pictures/growth.svg', docs));
const figuresFile = fileURLToPath(new URL('../../growth.json', import.meta.url));

/** Rewrites the tables and the picture of docs/performance.md, and keeps the figures beside the benchmark. */
export async function writeGrowth(results: GrowthResults): Promise<void> {
  await writeFile(pictureFile, growthPicture(results));
  await writeFile(figuresFile, `${JSON.stringify(results, undefined, 2)}\n`);
  const document = await readFile(documentFile, 'utf8');
  const picture = '![Curves of processor time by number of patients](pictures/growth.svg)';
  await writeFile(documentFile, replaceBetween(document, 'growth', `${picture}\n\n${growthTables(results)}`));
}
