import { join } from 'node:path';
import type { KeptSize } from '@baseplate-epr/contracts';
import { documentOf, namesIn } from './document-path.ts';

/** Milliseconds after which no further part is looked at. */
const longestLook = 500;

/** Digests are spread evenly over so many folders. */
const folders = 256;

/**
 * How much room the documents take, from the names of their files. Of many documents only some of the folders are looked at: digests are spread
 * evenly, so that the rest holds as much in proportion.
 */
export async function reckonSize(directory: string, limit = longestLook): Promise<KeptSize> {
  const began = performance.now();
  let bytes = 0;
  for (let folder = 0; folder < folders; folder += 1) {
    if (folder > 0 && performance.now() - began > limit)
      return { bytes: Math.round((bytes * folders) / folder), isEstimate: true };
    const first = join(directory, folder.toString(16).padStart(2, '0'));
    for (const second of await namesIn(first)) {
      for (const name of await namesIn(join(first, second))) bytes += documentOf(name)?.size ?? 0;
    }
  }
  return { bytes };
}
