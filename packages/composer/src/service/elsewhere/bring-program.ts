import { BaseplateError, isBaseplateError, type ModuleReference, type ServiceManifest } from '@baseplate-epr/contracts';
import { fields } from '@baseplate-epr/service-host';
import type { HostedProgram } from './hosted-program.ts';
import type { IsolationLimits } from './isolation-limits.ts';
import { readManifest } from './read-manifest.ts';
import { type ProgramHandlers, type RunningProgram, runProgram } from './run-program.ts';
import { within } from './within.ts';

/** How much is told of why a service could not be loaded. Characters. */
const wordsTold = 1500;

/** A program with its service loaded and not started. */
export interface BroughtProgram {
  readonly program: RunningProgram;
  readonly manifest: ServiceManifest;
}

/** How a program is brought up. */
export interface BringOptions {
  readonly limits: IsolationLimits;
  readonly handlers: ProgramHandlers;
  startProgram(): HostedProgram;
}

/**
 * Starts a program and loads a service in it.
 *
 * @throws BaseplateError `module-unavailable` if it cannot be loaded, `contract-mismatch` if it is not what its reference says; then the
 * program is ended
 */
export async function bringProgram(
  { package: name, contract, contractVersion, module, factory, options }: ModuleReference<'digital-service'>,
  { limits, handlers, startProgram }: BringOptions,
): Promise<BroughtProgram> {
  const program = runProgram(startProgram(), limits, handlers);
  try {
    const asked = program.channel.ask('load', { module, factory, options });
    const loaded = fields(await within(asked, limits.startTime, program.ended));
    if (loaded.contract !== contract || loaded.contractVersion !== contractVersion) {
      throw new BaseplateError({
        code: 'contract-mismatch',
        message: `${name} says it implements ${contract} version ${contractVersion}, but its module is another. Install a matching release of it.`,
      });
    }
    return { program, manifest: readManifest(loaded.manifest, name) };
  } catch (cause) {
    const isKnown = isBaseplateError(cause);
    program.kill('was ended: it could not be loaded');
    if (isKnown && cause.code === 'contract-mismatch') throw cause;
    const words = [isKnown ? cause.message : 'it failed', program.lastWords()].filter((text) => text !== '').join(': ');
    throw new BaseplateError({
      code: 'module-unavailable',
      message: `${name} cannot be loaded in a program of its own (${words.slice(0, wordsTold)}). Correct or install it, or take it out of the configuration.`,
      cause,
    });
  } finally {
    program.lastWords();
  }
}
