import type { LogFields, ModuleContext } from '@baseplate-epr/contracts';
import { pooledRandomBytes } from './pooled-random-bytes.ts';

/** The real outside world: system clock, cryptographic randomness, and a log of one JSON object a line on standard error. */
export function systemContext(): ModuleContext {
  const log = (level: string) => (message: string, fields?: LogFields) => {
    process.stderr.write(`${JSON.stringify({ time: new Date().toISOString(), level, message, ...fields })}\n`);
  };
  return {
    clock: { now: () => Date.now() },
    logger: { info: log('info'), warn: log('warn'), error: log('error') },
    randomBytes: pooledRandomBytes(),
  };
}
