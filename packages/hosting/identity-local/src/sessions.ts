import { createHash } from 'node:crypto';
import type { Clock, Session, StateNamespace } from '@baseplate-epr/contracts';

/** Name of the session cookie. */
export const sessionCookie = 'baseplate-session';

/** Keeps sessions in the state store, by the digest of their id, so that the store's content opens no session. */
export interface Sessions {
  begin(personaId: string): Promise<Session>;
  find(request: Request): Promise<{ readonly session: Session; readonly personaId: string } | undefined>;
  end(request: Request): Promise<void>;
}

/** What {@link createSessions} needs; `lifetime` in seconds. */
export interface SessionsOptions {
  readonly state: StateNamespace;
  readonly clock: Clock;
  readonly lifetime: number;
  randomBytes(size: number): Uint8Array;
}

/** Makes {@link Sessions}. */
export function createSessions({ state, clock, lifetime, randomBytes }: SessionsOptions): Sessions {
  return {
    async begin(personaId) {
      const session = {
        id: Buffer.from(randomBytes(32)).toString('base64url'),
        expiresAt: clock.now() + lifetime * 1000,
      };
      await state.set({ key: keyOf(session.id), value: personaId, expiresAt: session.expiresAt });
      return session;
    },
    async find(request) {
      const id = cookieOf(request);
      if (id === undefined) return undefined;
      const entry = await state.get({ key: keyOf(id) });
      if (entry === undefined) return undefined;
      return { session: { id, expiresAt: entry.expiresAt ?? 0 }, personaId: entry.value };
    },
    async end(request) {
      const id = cookieOf(request);
      if (id !== undefined) await state.delete({ key: keyOf(id) });
    },
  };
}

function keyOf(id: string): string {
  return `session/${createHash('sha256').update(id).digest('hex')}`;
}

function cookieOf(request: Request): string | undefined {
  for (const part of (request.headers.get('cookie') ?? '').split(';')) {
    const [name, value] = part.trim().split('=', 2);
    if (name === sessionCookie && value) return value;
  }
  return undefined;
}
