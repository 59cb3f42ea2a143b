import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import type { RawResource } from '../floor/raw-store.ts';
import { bundleResources } from './bundle-resources.ts';

/** Resources of the bundles in lines `from` (counted from 0) up to, not including, `to`. */
export async function readBundles(
  file: string,
  from: number,
  to: number,
): Promise<readonly (readonly RawResource[])[]> {
  const bundles: (readonly RawResource[])[] = [];
  let line = -1;
  for await (const text of createInterface({ input: createReadStream(file) })) {
    line += 1;
    if (line < from) continue;
    if (line >= to) break;
    bundles.push(bundleResources(text).map(({ type, id, resource }) => ({ type, id, text: JSON.stringify(resource) })));
  }
  return bundles;
}
