import { askingAgain as again } from '@baseplate-epr/postgres-connection';
import { storageError } from './storage-error.ts';

/** Asks again, once, if the connection turned out to be broken: for reads alone, which change nothing. Rejects in words. */
export async function askingAgain<Result>(ask: () => Promise<Result>): Promise<Result> {
  try {
    return await again(ask);
  } catch (error) {
    throw storageError(error);
  }
}
