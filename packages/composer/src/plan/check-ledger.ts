import { isBaseplateError } from '@baseplate-epr/contracts';
import { tryToWrite } from '../ledger/durable-file.ts';
import { inLedger } from '../ledger/in-ledger.ts';

/** Whether an apply could write down what it does: the ledger may be on a disk that is full, or was mounted to be read only. */
export async function checkLedger(directory: string, writer: string): Promise<readonly string[]> {
  try {
    await inLedger(directory, () => tryToWrite({ directory, writer }));
    return [];
  } catch (error) {
    if (isBaseplateError(error)) return [error.message];
    throw error;
  }
}
