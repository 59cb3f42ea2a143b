import { BaseplateError, type Module } from '@baseplate-epr/contracts';
import type { AppliedStore, DataPlace } from '../ledger/ledger-entry.ts';
import { nameOf } from './applied-configuration.ts';

/** Which store was opened, as which. */
export interface RequireIdentityOptions {
  readonly place: DataPlace;
  readonly applied: AppliedStore;
  /** Started. */
  readonly module: Module;
}

/**
 * Sees that a store that was opened is the one that was applied, and not another one that is reached by the same words: where a secret names the
 * place, the words do not tell.
 *
 * @returns its name; `undefined` of a store without one
 * @throws BaseplateError `configuration-invalid` if it is another; errors of the store
 */
export async function requireIdentity({ place, applied, module }: RequireIdentityOptions): Promise<string | undefined> {
  const identity = await module.identity?.();
  if (applied.identity === undefined || identity === applied.identity) return identity;
  throw new BaseplateError({
    code: 'configuration-invalid',
    message: `data.${place}: ${nameOf(applied.reference)} leads to another store now than the one that was applied. What it is named by, such as an environment variable, points elsewhere: point it back. Nothing was read or written there but what a start makes. To move to that other store, name it as a new one and apply.`,
    details: { applied: applied.identity, ...(identity === undefined ? {} : { found: identity }) },
  });
}
