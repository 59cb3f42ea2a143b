import { BaseplateError, type Module, type ModuleReference } from '@baseplate-epr/contracts';
import type { Admission } from './admission.ts';
import { upgraded, versionProblem } from './contract-table.ts';

/**
 * Imports a module, if it is admitted, and calls its factory; a module of the version before the newest is upgraded. Nothing is started.
 *
 * @throws BaseplateError `certificate-invalid` if it is not admitted, `module-unavailable` if it cannot be loaded, `contract-mismatch` if it
 * is not what its reference says, or of a version that this release does not take
 */
export async function loadModule<Kind extends Module>(
  reference: ModuleReference,
  admission: Pick<Admission, 'admit' | 'contracts'>,
): Promise<Kind> {
  await admitModule(reference, admission);
  const exports = await importModule(reference);
  const factory = exports[reference.factory];
  if (typeof factory !== 'function') {
    throw new BaseplateError({
      code: 'module-unavailable',
      message: `${reference.package} exports no function ${reference.factory}. Install a matching release of it.`,
    });
  }
  const module: Module = construct(reference, factory as (options: object) => Module);
  if (module.contract !== reference.contract || module.contractVersion !== reference.contractVersion) {
    throw new BaseplateError({
      code: 'contract-mismatch',
      message: `${reference.package} says it implements ${reference.contract} version ${reference.contractVersion}, but its module implements ${module.contract} version ${module.contractVersion}. Install a matching release of it.`,
    });
  }
  return upgraded(module, admission.contracts) as Kind;
}

/**
 * Says whether a module may be loaded.
 *
 * @throws BaseplateError `certificate-invalid` or `contract-mismatch` if not
 */
export async function admitModule(
  reference: ModuleReference,
  { admit, contracts }: Pick<Admission, 'admit' | 'contracts'>,
): Promise<void> {
  const problem = versionProblem(reference.contract, reference.contractVersion, contracts);
  if (problem !== undefined) {
    throw new BaseplateError({ code: 'contract-mismatch', message: `${reference.package} ${problem}` });
  }
  await admit(reference);
}

async function importModule(reference: ModuleReference): Promise<Readonly<Record<string, unknown>>> {
  try {
    return await import(reference.module);
  } catch (cause) {
    throw new BaseplateError({
      code: 'module-unavailable',
      message: `${reference.package} cannot be loaded (${reasonOf(cause)}). Install it, or take it out of the configuration.`,
      cause,
    });
  }
}

function construct(reference: ModuleReference, factory: (options: object) => Module): Module {
  try {
    return factory(reference.options);
  } catch (cause) {
    throw new BaseplateError({
      code: 'configuration-invalid',
      message: `${reference.package} does not accept its options (${reasonOf(cause)}). Correct them in the configuration.`,
      cause,
    });
  }
}

function reasonOf(cause: unknown): string {
  return cause instanceof Error ? cause.message : 'unknown reason';
}
