import { randomBytes } from 'node:crypto';
import type { ModuleContext } from '@baseplate-epr/contracts';

const quiet = () => undefined;

/** A module context with the real clock that says nothing. */
export const testContext: ModuleContext = {
  clock: { now: () => Date.now() },
  logger: { info: quiet, warn: quiet, error: quiet },
  randomBytes: (size) => randomBytes(size),
};
