import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  type InstalledPackage,
  installedPackagesNamespace,
  putInstalledPackage,
} from '../../profiles/installed-package.ts';
import { recordNamespace } from '../../record-namespace.ts';
import { archivePaths } from '../format/archive-paths.ts';
import { readCheckpoints } from '../reading/read-audit.ts';
import { readLines } from '../reading/read-lines.ts';
import type { ArchivedState } from '../writing/export-state.ts';
import type { ImportOptions } from './import-options.ts';

/** What the restored record finds out anew: how its index is made depends on the stores, and the release that fills them. */
const madeAnew = [`${recordNamespace} search-index`, `${recordNamespace} reindex`];

/** Takes over the list of installed packages; their definitions came with the resources. All else in the record's state is its own. */
export async function importPackages({ archive: { directory }, stores }: ImportOptions): Promise<void> {
  const state = stores.state.namespace({ name: installedPackagesNamespace });
  const packages: readonly InstalledPackage[] = JSON.parse(
    await readFile(join(directory, archivePaths.profiles), 'utf8'),
  );
  for (const installed of packages) await putInstalledPackage(state, installed);
}

/** Brings back everything of a backup's state, secrets included, and the signed checkpoints. */
export async function restoreState({ archive: { directory }, stores, clock, restored }: ImportOptions): Promise<void> {
  for (const file of [archivePaths.state, archivePaths.secrets]) {
    for await (const line of readLines(createReadStream(join(directory, file)))) {
      const { namespace, key, value, expiresAt }: ArchivedState = JSON.parse(line);
      if (madeAnew.includes(`${namespace} ${key}`)) continue;
      if (expiresAt !== undefined && expiresAt < clock.now()) continue;
      const expiry = expiresAt === undefined ? {} : { expiresAt };
      const written = restored?.({ namespace, key, value }) ?? value;
      await stores.state.namespace({ name: namespace }).set({ key, value: written, ...expiry });
    }
  }
  const record = stores.state.namespace({ name: recordNamespace });
  const checkpoints = await readCheckpoints(directory);
  for (const { key, value } of checkpoints) {
    // The one that the backup itself has signed has no place among those of the record, which it says nothing new to.
    if (key !== 'export') await record.set({ key, value });
  }
}
