import type { ModuleContext } from '@baseplate-epr/contracts';
import type { AssemblyConfiguration } from '../configuration/assembly-configuration.ts';
import type { Ledger } from '../ledger/ledger.ts';
import type { LedgerEntry } from '../ledger/ledger-entry.ts';
import { appliedConfiguration } from './applied-configuration.ts';
import { openLedgerOf } from './open-applied.ts';

/** What a ledger says now. */
export interface KnownAssembly {
  readonly ledger: Ledger;
  readonly entry: LedgerEntry;
}

/** What the ledger of a configuration says; `undefined` without a ledger, or while nothing stands in it. Nothing is written into it. */
export async function knownAssembly(
  { ledger: named }: Pick<AssemblyConfiguration, 'ledger'>,
  context: ModuleContext,
): Promise<KnownAssembly | undefined> {
  if (named === undefined) return undefined;
  const { ledger } = await openLedgerOf(named.directory, context, 'applying');
  const entry = await ledger.read();
  return entry === undefined ? undefined : { ledger, entry };
}

/** A configuration with the stores and services that are in force, if a ledger says which these are: nothing is written into it. */
export async function inForce(
  configuration: AssemblyConfiguration,
  context: ModuleContext,
): Promise<AssemblyConfiguration> {
  const known = await knownAssembly(configuration, context);
  return known === undefined ? configuration : appliedConfiguration(configuration, known.entry);
}
