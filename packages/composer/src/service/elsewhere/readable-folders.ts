import { findPackage, packageFolders } from '@baseplate-epr/certificate';
import { BaseplateError, isBaseplateError, type ModuleReference } from '@baseplate-epr/contracts';
import { hostPrograms } from '@baseplate-epr/service-host';

/**
 * The folders that a service in a process of its own may read: its package and all that this depends on, and the program that serves it.
 *
 * @throws BaseplateError `module-unavailable` if it lies in no package of its name, or something that it depends on is not installed
 */
export async function readableFolders({ module, package: name }: ModuleReference): Promise<readonly string[]> {
  try {
    const own = await packageFolders(await findPackage(module, name));
    return [...(await packageFolders(hostPrograms.folder)), ...own];
  } catch (cause) {
    const why = isBaseplateError(cause) ? cause.message : 'Its folder cannot be read.';
    throw new BaseplateError({
      code: 'module-unavailable',
      message: `${name} is to run in a process of its own, which may read its package and nothing else. ${why} Or let it run inline.`,
      cause,
    });
  }
}
