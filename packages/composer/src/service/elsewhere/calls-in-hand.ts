import { BaseplateError, type FragmentPage, type ServiceContext, type StateNamespace } from '@baseplate-epr/contracts';
import { type Channel, fields, fromWireRequest, lentBody, toWireResponse } from '@baseplate-epr/service-host';
import type { IsolationLimits } from './isolation-limits.ts';

/** A call that a service elsewhere has in hand. */
export interface CallInHand {
  readonly context: ServiceContext;
  /** Notes a stream that was lent for it, to be taken back with its end; at once if that was before. */
  lent(id: number): void;
}

const operations: ReadonlySet<string> = new Set([
  'get',
  'set',
  'delete',
  'clear',
  'list',
] satisfies (keyof StateNamespace)[]);

/**
 * Answers what a service asks within a call, by the call's number. A number that is no call in hand gets nothing, so that what was given
 * with a call ends with it.
 */
export async function answerWithinCall(
  calls: ReadonlyMap<number, CallInHand>,
  { name, value, signal }: { readonly name: string; readonly value: unknown; readonly signal: AbortSignal },
  { channel, limits }: { readonly channel: Channel; readonly limits: IsolationLimits },
): Promise<unknown> {
  const given = fields(value);
  const call = typeof given.call === 'number' ? calls.get(given.call) : undefined;
  if (call === undefined) {
    throw new BaseplateError({
      code: 'access-refused',
      message: 'What came with a request was used after the request was answered. Finish all reading before answering.',
    });
  }
  if (name !== 'record') return answerPlainly(call.context, name, given);
  const { url, init } = fromWireRequest(given.request, channel, limits.recordBytes);
  const borrowed = lentBody(given.request);
  try {
    const response = await call.context.record.fetch(url, { ...init, signal });
    const wire = toWireResponse(response, channel, limits.recordBytes);
    const lent = lentBody(wire);
    if (lent !== undefined) call.lent(lent);
    return wire;
  } finally {
    // Of a request that was refused nobody reads the rest, and what is not read would be kept.
    if (borrowed !== undefined) channel.streams.giveUp(borrowed, new Error('The request has been answered.'));
  }
}

/** Answers a question about a service's state. */
export function answerState(
  state: StateNamespace,
  { operation, options }: Readonly<Record<string, unknown>>,
): Promise<unknown> {
  if (typeof operation === 'string' && operations.has(operation) && isPlain(options)) {
    const does: (options: never) => Promise<unknown> = state[operation as keyof StateNamespace];
    return does(options as never);
  }
  throw new BaseplateError({ code: 'unsupported', message: 'Nothing of a state does that.' });
}

async function answerPlainly(
  { state, shell }: ServiceContext,
  name: string,
  given: Readonly<Record<string, unknown>>,
): Promise<unknown> {
  if (name === 'state') return answerState(state, given);
  if (name === 'fragment' && shell !== undefined) {
    const { service, path, page, form } = given;
    if (typeof service === 'string' && typeof path === 'string' && isPage(page)) {
      const sent = typeof form === 'string' ? { form: new URLSearchParams(form) } : {};
      return shell.fragments.fetch({ service, path, page, ...sent });
    }
  }
  if (name === 'sign-out' && shell !== undefined) return { headers: [...(await shell.signOut()).headers] };
  throw new BaseplateError({ code: 'unsupported', message: 'Nothing of a call does that.' });
}

/** What a namespace is asked with is texts and numbers. */
function isPlain(value: unknown): value is object {
  return (
    typeof value === 'object' &&
    value !== null &&
    Object.values(value).every((member) => member === null || typeof member === 'string' || typeof member === 'number')
  );
}

function isPage(value: unknown): value is FragmentPage {
  const { patient, linkBase, formFields, drafts, layout } = fields(value);
  return (
    typeof patient === 'string' &&
    typeof linkBase === 'string' &&
    Array.isArray(formFields) &&
    typeof drafts === 'object' &&
    drafts !== null &&
    (layout === 'card' || layout === 'page')
  );
}
