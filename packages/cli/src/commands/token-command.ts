import { openIdentity } from '@baseplate-epr/composer';
import { BaseplateError } from '@baseplate-epr/contracts';
import type { Command } from '../command.ts';
import { parseDuration } from '../duration.ts';

/** `baseplate token`: prints a bearer token, alone on its line. */
export const tokenCommand: Command = {
  name: 'token',
  summary: 'Print a bearer token for scripts (where the identity module can make one)',
  options: [
    { name: 'role', value: 'ROLE', description: 'Role or persona to act as, e.g. system (default), ward-nurse' },
    { name: 'ttl', value: 'TIME', description: 'How long it is good for, e.g. 15m or 1h (default 1h, at most 24h)' },
    { name: 'scope', value: 'SCOPES', description: 'Narrow it to these SMART v2 scopes, separated by spaces' },
  ],
  async run({ options }, { terminal, context, configuration }) {
    const timeToLive = parseDuration(options.ttl ?? '1h');
    const { identity, stop } = await openIdentity(await configuration(), context);
    try {
      if (identity.issueToken === undefined) {
        throw new BaseplateError({
          code: 'configuration-invalid',
          message: 'The identity module of this assembly makes no tokens itself. Ask the identity provider for one.',
        });
      }
      const scopes = options.scope?.split(/\s+/).filter((scope) => scope !== '');
      const { token } = await identity.issueToken({
        role: options.role ?? 'system',
        timeToLive,
        ...(scopes ? { scopes } : {}),
      });
      terminal.answer(token);
      return 0;
    } finally {
      await stop();
    }
  },
};
