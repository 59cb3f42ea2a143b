import type { StateNamespace } from '@baseplate-epr/contracts';
import { announcements } from '../audit/writing-processes.ts';
import { recordNamespace } from '../record-namespace.ts';
import { installedPackagesNamespace, readInstalledPackages } from './installed-package.ts';

/**
 * Whether every process that writes to the record has the profiles in force that are installed now, as each of them has announced. A process
 * that is just starting takes up what is installed before it serves. False if no process is there.
 *
 * @param stateOf - the namespaces of the record's state store.
 */
export async function profilesTakenUp(stateOf: (name: string) => StateNamespace): Promise<boolean> {
  const { generation } = await readInstalledPackages(stateOf(installedPackagesNamespace));
  const there = [...(await announcements(stateOf(recordNamespace))).values()];
  return there.length > 0 && there.every(({ profiles }) => profiles === generation);
}
