import { createHash } from 'node:crypto';
import type { ModuleContext, Principal, StateNamespace, StateStore } from '@baseplate-epr/contracts';
import { isolationOf } from './isolation-limits.ts';

/** Whom a call acts for, and what it may. */
export interface LentCall {
  readonly principal: Principal;
  readonly service: { readonly name: string; readonly scopes: readonly string[] };
  readonly requestId: string;
  /** Name of the state namespace of the service. */
  readonly state: string;
}

/** Tokens by which a service on another machine reaches the record within a call. */
export interface LentCalls {
  /** The token works in every process of the record until it is ended, or its time is over. */
  lend(call: LentCall): Promise<{ readonly token: string; end(): Promise<void> }>;
  /** The call of a request's bearer token; `ended` if it is the token of one that is over, or of none. */
  find(request: Request): Promise<LentCall | 'ended' | undefined>;
}

/** What tokens are made with. */
export interface LentCallsOptions {
  /** Milliseconds after which a token is worth nothing, whatever became of its call. */
  readonly lasts: number;
  randomBytes(size: number): Uint8Array;
  now(): number;
}

const prefix = 'call.';

/** Keeps the calls in the assembly's state; of the tokens only their digests. */
export function createLentCalls(state: StateNamespace, { randomBytes, now, lasts }: LentCallsOptions): LentCalls {
  const keyOf = (token: string) => createHash('sha256').update(token).digest('hex');
  return {
    async lend(call) {
      const token = `${prefix}${Buffer.from(randomBytes(32)).toString('base64url')}`;
      const key = keyOf(token);
      await state.set({ key, value: JSON.stringify(call), expiresAt: now() + lasts });
      return { token, end: async () => void (await state.delete({ key })) };
    },
    async find(request) {
      const [, token] = /^Bearer (call\.[\w-]+)$/.exec(request.headers.get('authorization') ?? '') ?? [];
      if (token === undefined) return undefined;
      const entry = await state.get({ key: keyOf(token) });
      return entry === undefined ? 'ended' : (JSON.parse(entry.value) as LentCall);
    },
  };
}

/** The calls of an assembly. */
export function lentCallsOf(
  configuration: Parameters<typeof isolationOf>[0],
  state: Pick<StateStore, 'namespace'>,
  { randomBytes, clock }: ModuleContext,
): LentCalls {
  const lasts = isolationOf(configuration).callTime;
  return createLentCalls(state.namespace({ name: 'composer/calls' }), { lasts, randomBytes, now: () => clock.now() });
}
