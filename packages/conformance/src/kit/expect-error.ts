import assert from 'node:assert/strict';
import { type BaseplateError, type ErrorCode, isBaseplateError } from '@baseplate-epr/contracts';

/** Asserts that the call rejects with a BaseplateError of this code, and returns it. */
export async function expectError(
  code: ErrorCode,
  promise: string,
  call: () => Promise<unknown>,
): Promise<BaseplateError> {
  try {
    await call();
  } catch (error) {
    if (!isBaseplateError(error)) {
      throw new Error(`${promise} The call failed with an error that is not a BaseplateError.`, { cause: error });
    }
    assert.equal(error.code, code, `${promise} The call failed with the wrong code.`);
    return error;
  }
  throw new assert.AssertionError({ message: `${promise} The call succeeded where "${code}" was due.` });
}
