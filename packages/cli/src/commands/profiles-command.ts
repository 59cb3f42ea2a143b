import { installedPackagesNamespace, readInstalledPackages } from '@baseplate-epr/composer';
import { BaseplateError } from '@baseplate-epr/contracts';
import type { Command } from '../command.ts';
import { countTypes } from '../profiles/count-types.ts';
import { installPackage } from '../profiles/install-package.ts';
import { removePackage } from '../profiles/remove-package.ts';
import { openRecordTarget } from '../target/open-record-target.ts';
import type { RecordTarget } from '../target/record-target.ts';
import type { Terminal } from '../terminal/terminal.ts';

/** `baseplate profiles`: which FHIR packages resources are held against. */
export const profilesCommand: Command = {
  name: 'profiles',
  summary: 'Install, list or remove FHIR packages (.tgz or folder) whose profiles resources are held against',
  positionals: 'install PATH | list | remove NAME',
  options: [],
  async run({ positionals }, { terminal, context, configuration }) {
    const [action, what, ...more] = positionals;
    const wants = action === 'list' ? 0 : action === 'install' || action === 'remove' ? 1 : undefined;
    if (wants === undefined || more.length > 0 || (wants === 1) !== (what !== undefined)) {
      throw new BaseplateError({
        code: 'input-invalid',
        message:
          'Say what to do: baseplate profiles install PATH, baseplate profiles list, or baseplate profiles remove NAME',
      });
    }
    const assembly = await configuration();
    // What the assembly demands, or what is missing, may be just what is about to be installed.
    const target = await openRecordTarget(assembly, context, { mendingProfiles: true });
    try {
      if (what === undefined) return await listPackages(target, terminal);
      return action === 'install'
        ? await installPackage(what, target, { terminal, context })
        : await removePackage(what, target, assembly, { terminal });
    } finally {
      await target.close();
    }
  },
};

async function listPackages(target: RecordTarget, terminal: Terminal): Promise<number> {
  const { packages } = await readInstalledPackages(target.stateOf(installedPackagesNamespace));
  if (packages.length === 0) terminal.answer('No packages are installed. Resources are held against R4 itself.');
  for (const { name, version, installedAt, definitions } of packages) {
    const day = new Date(installedAt).toISOString().slice(0, 10);
    terminal.answer(`${name} ${version}, installed ${day}: ${countTypes(definitions)}`);
  }
  return 0;
}
