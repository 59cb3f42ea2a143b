import { setTimeout as sleep } from 'node:timers/promises';
import { installedPackagesNamespace, putInstalledPackage, readInstalledPackages } from '@baseplate-epr/composer';
import { type AuditAgent, BaseplateError, type Principal } from '@baseplate-epr/contracts';
import type { CommandContext } from '../command.ts';
import type { RecordTarget } from '../target/record-target.ts';
import { countTypes } from './count-types.ts';
import { examinePackage } from './examine-package.ts';
import { installedResources } from './installed-resources.ts';
import { readPackage } from './read-package.ts';
import { waitUntilInForce } from './wait-until-in-force.ts';
import { writeDefinitions } from './write-definitions.ts';

/**
 * Installs a FHIR package in a record, in place of an earlier version of it, and tells what cannot be used.
 *
 * @returns the exit code: 0 when all of it is in force, 1 when a part of it cannot be used
 * @throws BaseplateError if nothing was installed
 */
export async function installPackage(
  path: string,
  target: RecordTarget,
  { terminal, context }: Pick<CommandContext, 'terminal' | 'context'>,
): Promise<number> {
  const found = await readPackage(path);
  const { name, version } = found;
  const state = target.stateOf(installedPackagesNamespace);
  const { packages } = await readInstalledPackages(state);
  const others = packages.filter((one) => one.name !== name);
  const { resources, damaged } = await installedResources(target, others);
  const { usable, refused, unchecked } = await examinePackage(found, resources);
  // Compiling took so long that the record has closed its idle connections; a moment's rest lets this process notice.
  await sleep(20);
  for (const line of damaged) terminal.tell(line);
  for (const line of refused) terminal.tell(`Cannot be used: ${line}`);
  for (const line of unchecked) terminal.tell(`Not checked: ${line}`);
  if (usable.length === 0) {
    throw new BaseplateError({
      code: 'input-invalid',
      message: 'Nothing in the package can be used. Nothing was installed.',
    });
  }
  const definitions = await writeDefinitions(target, usable, (done) =>
    terminal.progress(`Writing definitions: ${done} of ${usable.length}`),
  );
  terminal.endProgress();
  await putInstalledPackage(state, {
    name,
    version,
    installedAt: context.clock.now(),
    installedBy: agentOf(await target.principal()),
    definitions,
  });
  terminal.answer(`Installed ${name} ${version} in ${target.description}: ${countTypes(definitions)}.`);
  if (found.passedOver > 0)
    terminal.tell(`${found.passedOver} of its resources are no profiles or terminology, and were passed over.`);
  await tellWhenInForce(target, terminal.tell);
  return refused.length === 0 ? 0 : 1;
}

async function tellWhenInForce(target: RecordTarget, tell: (line: string) => void): Promise<void> {
  if (!target.isRunning) tell('It is in force when the record is started.');
  else if (await waitUntilInForce(target)) tell('It is in force.');
  else tell('The running record has not taken it up yet. Look at its log; a restart takes it up for certain.');
}

/** The caller as the audit names it. */
function agentOf({ id, display, role, organisation }: Principal): AuditAgent {
  return { id, display, role: role.code, organisation: organisation.odsCode };
}
