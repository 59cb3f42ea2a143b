import type { ModuleContext } from '@baseplate-epr/contracts';
import type { AssemblyConfiguration } from '../configuration/assembly-configuration.ts';
import { appliedConfiguration } from './applied-configuration.ts';
import { openLedgerOf } from './open-applied.ts';

/** A configuration with the stores that are in force, if a ledger says which these are: nothing is written into it. */
export async function inForce(
  configuration: AssemblyConfiguration,
  context: ModuleContext,
): Promise<AssemblyConfiguration> {
  if (configuration.ledger === undefined) return configuration;
  const { ledger } = await openLedgerOf(configuration.ledger.directory, context, 'applying');
  const entry = await ledger.read();
  return entry === undefined ? configuration : appliedConfiguration(configuration, entry);
}
