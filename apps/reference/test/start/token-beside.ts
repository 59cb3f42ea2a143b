import { createLocalIdentity } from '@baseplate-epr/identity-local';
import { createSqliteStateStore } from '@baseplate-epr/state-sqlite';

/**
 * A system token for a record that keeps its state in this file, made as `baseplate token` makes it, without starting a process of its own
 * for each: what the command itself does is tried in token-and-doctor.test.ts.
 */
export async function tokenBeside(file: string): Promise<string> {
  const quiet = () => undefined;
  const context = {
    clock: { now: () => Date.now() },
    logger: { info: quiet, warn: quiet, error: quiet },
    randomBytes: (size: number) => crypto.getRandomValues(new Uint8Array(size)),
  };
  const state = createSqliteStateStore({ file });
  await state.start(context);
  try {
    const identity = createLocalIdentity({});
    await identity.start({ ...context, state: state.namespace({ name: 'identity' }) });
    const issued = await identity.issueToken?.({ role: 'system', timeToLive: 3600 });
    if (issued === undefined) throw new Error('The local identity makes no tokens.');
    return issued.token;
  } finally {
    await state.stop();
  }
}
