import { randomBytes } from 'node:crypto';
import type { ModuleContext } from '@baseplate-epr/contracts';

/** The real world, silent. */
export const moduleContext: ModuleContext = {
  clock: { now: () => Date.now() },
  logger: { info: () => {}, warn: () => {}, error: () => {} },
  randomBytes: (size) => randomBytes(size),
};
