import { isEnded } from '@baseplate-epr/postgres-connection';
import type { PoolClient } from 'pg';
import type { Pools } from './pools.ts';

/**
 * Lends the connection that a reading needs. What may look at much is tried briefly first, and asked again at length if that was not
 * enough: so searches that take long wait for each other, and those that are soon done wait for none of them longer than one try.
 */
export async function lendFor<Result>(
  { reading, searching, searchingAtLength }: Pools,
  wide: boolean | undefined,
  run: (client: PoolClient) => Promise<Result>,
): Promise<Result> {
  if (wide !== true) return reading.lend(run);
  try {
    return await searching.lend(run);
  } catch (error) {
    // Who gave up is told so by another error.
    if (!isEnded(error)) throw error;
    return searchingAtLength.lend(run);
  }
}
