import type {
  FragmentResult,
  RecordHandle,
  ServiceContext,
  SetResult,
  StateEntry,
  StateNamespace,
  StatePage,
} from '@baseplate-epr/contracts';
import { fields } from '../channel/wire-http.ts';
import type { CallContext } from './call-context.ts';

/** Asks the record's end something within a call. */
export type AskRecord = (name: 'state' | 'fragment' | 'sign-out', value: object) => Promise<unknown>;

/** The whole context of a call, as the service's contract has it, where the service runs. */
export function borrowedContext(
  { call: _, shell, ...plain }: CallContext,
  { record, ask, signal }: { readonly record: RecordHandle; readonly ask: AskRecord; readonly signal: AbortSignal },
): ServiceContext {
  return {
    ...plain,
    signal,
    record,
    state: borrowedState(ask),
    ...(shell === undefined ? {} : { shell: borrowedShell(shell, ask) }),
  };
}

function borrowedState(ask: AskRecord): StateNamespace {
  const does =
    <Options, Result>(operation: keyof StateNamespace) =>
    async (options: Options) =>
      // An entry that is not there is null on the way.
      ((await ask('state', { operation, options })) ?? undefined) as Result;
  return {
    get: does<object, StateEntry | undefined>('get'),
    set: does<object, SetResult>('set'),
    delete: does<object, { readonly deleted: boolean }>('delete'),
    clear: does<object, { readonly deleted: number }>('clear'),
    list: does<object, StatePage>('list'),
  };
}

function borrowedShell(
  { csrfToken, places, fragments, styles }: NonNullable<CallContext['shell']>,
  ask: AskRecord,
): NonNullable<ServiceContext['shell']> {
  return {
    csrfToken,
    places,
    fragments: {
      list: ({ slot }) => fragments.filter((description) => slot === undefined || description.slot === slot),
      styles: () => styles,
      async fetch({ form, ...request }) {
        const sent = form === undefined ? request : { ...request, form: form.toString() };
        return (await ask('fragment', sent)) as FragmentResult;
      },
    },
    async signOut() {
      const { headers } = fields(await ask('sign-out', {}));
      return { headers: new Headers(headers as [string, string][]) };
    },
  };
}
