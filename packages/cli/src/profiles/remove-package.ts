import {
  type AssemblyConfiguration,
  type InstalledDefinition,
  installedPackagesNamespace,
  readInstalledPackages,
} from '@baseplate-epr/composer';
import { BaseplateError } from '@baseplate-epr/contracts';
import { createProfileSet } from '@baseplate-epr/fhir';
import type { CommandContext } from '../command.ts';
import type { RecordTarget } from '../target/record-target.ts';
import { installedResources } from './installed-resources.ts';
import { waitUntilInForce } from './wait-until-in-force.ts';

/**
 * Takes a package out of force, and deletes its definitions from the record where they are still as they were installed and no other
 * package has them. Their history stays.
 *
 * @throws BaseplateError `input-invalid` if there is no such package, or the assembly demands a profile of it
 */
export async function removePackage(
  name: string,
  target: RecordTarget,
  { profiles }: AssemblyConfiguration,
  { terminal }: Pick<CommandContext, 'terminal'>,
): Promise<number> {
  const state = target.stateOf(installedPackagesNamespace);
  const { packages } = await readInstalledPackages(state);
  const leaving = packages.find((one) => one.name === name);
  if (leaving === undefined) {
    throw new BaseplateError({
      code: 'input-invalid',
      message: `There is no package ${name} here. "baseplate profiles list" shows those there are.`,
    });
  }
  const others = packages.filter((one) => one !== leaving);
  const { resources, damaged } = await installedResources(target, others);
  for (const line of damaged) terminal.tell(line);
  const set = await createProfileSet(resources);
  const own = new Set((await installedResources(target, [leaving])).resources.map(({ url }) => url));
  const demanded = Object.values(profiles ?? {})
    .flat()
    .filter((url) => own.has(url) && set.find(url) === undefined);
  if (demanded.length > 0) {
    throw new BaseplateError({
      code: 'input-invalid',
      message: `The assembly demands ${demanded.join(', ')} of this package. Take that out of the configuration first. Nothing was removed.`,
    });
  }
  await state.delete({ key: name });
  const shared = new Set(others.flatMap(({ definitions }) => definitions.map(keyOf)));
  let left = 0;
  for (const definition of leaving.definitions) {
    if (shared.has(keyOf(definition)) || !(await remove(target, definition))) left += 1;
  }
  const kept =
    left === 0
      ? ''
      : ` ${left} of them stay, since they were changed since, another package has them, or they are not there.`;
  terminal.answer(`Removed ${name} ${leaving.version}: ${leaving.definitions.length} definitions.${kept}`);
  if (!target.isRunning) return 0;
  if (await waitUntilInForce(target)) terminal.tell('It is no longer in force.');
  else
    terminal.tell('The running record has not let go of it yet. Look at its log; a restart lets go of it for certain.');
  return 0;
}

function keyOf({ type, id }: InstalledDefinition): string {
  return `${type}/${id}`;
}

async function remove(target: RecordTarget, { type, id, versionId }: InstalledDefinition): Promise<boolean> {
  const response = await target.fetch(`/fhir/${type}/${id}`, {
    method: 'DELETE',
    headers: { 'if-match': `W/"${versionId}"` },
  });
  await response.body?.cancel();
  return response.ok;
}
