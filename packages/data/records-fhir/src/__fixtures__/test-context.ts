import { randomBytes } from 'node:crypto';
import type { ModuleContext } from '@baseplate-epr/contracts';

/** What stores of tests are started with. */
export const testContext: ModuleContext = {
  clock: { now: () => Date.now() },
  logger: { info: () => {}, warn: () => {}, error: () => {} },
  randomBytes: (size) => randomBytes(size),
};
