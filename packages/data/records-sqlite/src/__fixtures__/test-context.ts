import { randomBytes } from 'node:crypto';
import type { ModuleContext } from '@baseplate-epr/contracts';

/** A module context for tests: silent, with the real clock. */
export const testContext: ModuleContext = {
  clock: { now: () => Date.now() },
  logger: { info: () => {}, warn: () => {}, error: () => {} },
  randomBytes: (size) => randomBytes(size),
};
