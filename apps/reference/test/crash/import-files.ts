import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** How much there is to import. */
export interface ImportSize {
  readonly bundles: number;
  /** In each bundle. */
  readonly resources: number;
}

/** Writes transaction bundles of small resources into a folder. */
export function writeImportFiles(folder: string, { bundles, resources }: ImportSize): void {
  mkdirSync(folder, { recursive: true });
  for (let bundle = 0; bundle < bundles; bundle += 1) {
    const entry = Array.from({ length: resources }, (_, place) => ({
      resource: { resourceType: 'Basic', id: idOf(bundle, place), code: { text: 'imported' } },
      request: { method: 'POST', url: 'Basic' },
    }));
    const name = `bundle-${String(bundle).padStart(4, '0')}.json`;
    writeFileSync(join(folder, name), JSON.stringify({ resourceType: 'Bundle', type: 'transaction', entry }));
  }
}

/** The ids that an import of these files leaves in the record. */
export function idsOf({ bundles, resources }: ImportSize): readonly string[] {
  return Array.from({ length: bundles * resources }, (_, n) => idOf(Math.floor(n / resources), n % resources));
}

function idOf(bundle: number, place: number): string {
  return `bundle-${bundle}-entry-${place}`;
}
