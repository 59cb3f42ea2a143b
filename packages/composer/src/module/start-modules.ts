import { isBaseplateError, type Module } from '@baseplate-epr/contracts';
import { configurationInvalid } from '../configuration/check-configuration.ts';

/** One thing to do at start, named by its place in the configuration. */
export interface StartStep {
  readonly place: string;
  run(): Promise<unknown>;
}

/**
 * Runs independent steps at once and waits for all of them.
 *
 * @throws BaseplateError `configuration-invalid` that lists every step that failed and why; if one alone failed, its own error
 */
export async function runAll(steps: readonly StartStep[]): Promise<void> {
  const outcomes = await Promise.allSettled(steps.map((step) => step.run()));
  const problems: string[] = [];
  let last: unknown;
  for (const [index, outcome] of outcomes.entries()) {
    if (outcome.status === 'fulfilled') continue;
    last = outcome.reason;
    // An error that is not ours may carry anything in its message, so it is named by its kind only.
    const why = isBaseplateError(last)
      ? last.message
      : `it failed (${last instanceof Error ? last.name : 'unknown reason'}).`;
    problems.push(`${steps[index]?.place}: ${why}`);
  }
  if (problems.length === 0) return;
  if (problems.length === 1 && isBaseplateError(last)) throw last;
  throw configurationInvalid(problems);
}

/** Stops modules in the given order; one that fails to stop does not keep the others up. */
export async function stopAll(modules: readonly Pick<Module, 'stop'>[], onFailure: () => void): Promise<void> {
  for (const module of modules) {
    try {
      await module.stop();
    } catch {
      onFailure();
    }
  }
}

/** Stops modules all at once, since each may have to be waited for. */
export async function stopTogether(modules: readonly Pick<Module, 'stop'>[], onFailure: () => void): Promise<void> {
  await Promise.all(modules.map((module) => stopAll([module], onFailure)));
}
