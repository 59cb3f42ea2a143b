import type { StateEntry, StateStore } from '@baseplate-epr/contracts';
import { checkpointPrefix } from '../../audit/kept-checkpoints.ts';
import { installedPackagesNamespace, readInstalledPackages } from '../../profiles/installed-package.ts';
import { recordNamespace } from '../../record-namespace.ts';
import type { StateCount } from '../format/archive-manifest.ts';
import { archivePaths } from '../format/archive-paths.ts';
import type { ArchiveFolder } from './archive-folder.ts';
import type { ExportOptions } from './export-options.ts';
import { leavingNamespace, stateVerdict } from './state-rules.ts';

/** An entry of the state store as an archive writes it. */
export interface ArchivedState {
  readonly namespace: string;
  readonly key: string;
  readonly value: string;
  readonly expiresAt?: number;
}

/**
 * Writes what of the state store is neither secret nor ephemeral. A backup holds all the rest as well, in a file of its own: without the
 * keys a restored record would know no session and no cursor, and take its own checkpoints for forged.
 */
export async function exportState(folder: ArchiveFolder, { stores, kind }: ExportOptions): Promise<void> {
  const { progress } = folder;
  progress.state = {};
  await folder.append(archivePaths.state, '');
  if (kind === 'backup') await folder.append(archivePaths.secrets, '');
  for await (const { namespace, entry } of everyEntry(stores.state)) {
    const verdict = stateVerdict(namespace, entry);
    const before: StateCount = progress.state[namespace] ?? { kept: 0, secret: 0, ephemeral: 0, unknown: 0 };
    progress.state[namespace] = { ...before, [verdict]: before[verdict] + 1 };
    // Checkpoints stand beside the chains, as they were when these were written.
    if (namespace === recordNamespace && entry.key.startsWith(checkpointPrefix)) continue;
    const path = verdict === 'kept' ? archivePaths.state : kind === 'backup' ? archivePaths.secrets : undefined;
    if (path === undefined) continue;
    const { key, value, expiresAt } = entry;
    const line: ArchivedState = { namespace, key, value, ...(expiresAt === undefined ? {} : { expiresAt }) };
    await folder.append(path, `${JSON.stringify(line)}\n`);
  }
  const installed = await readInstalledPackages(stores.state.namespace({ name: installedPackagesNamespace }));
  await folder.put(archivePaths.profiles, `${JSON.stringify(installed.packages, undefined, 2)}\n`);
}

async function* everyEntry(
  state: StateStore,
): AsyncGenerator<{ readonly namespace: string; readonly entry: StateEntry }, void, undefined> {
  for (const namespace of (await state.namespaces()).names) {
    if (namespace === leavingNamespace) continue;
    let after: string | undefined;
    do {
      const page = await state
        .namespace({ name: namespace })
        .list({ limit: 1000, ...(after === undefined ? {} : { after }) });
      for (const entry of page.entries) yield { namespace, entry };
      after = page.next;
    } while (after !== undefined);
  }
}
