import type { FragmentDescription, ServiceContext } from '@baseplate-epr/contracts';

/** What of a call's context is plain data. The rest is asked for by the call's number, as long as the call lasts. */
export interface CallContext extends Omit<ServiceContext, 'record' | 'state' | 'signal' | 'shell'> {
  readonly call: number;
  readonly shell?: {
    readonly csrfToken: string;
    readonly places: NonNullable<ServiceContext['shell']>['places'];
    readonly fragments: readonly FragmentDescription[];
    readonly styles: readonly string[];
  };
}

/** What of it a service that is not beside the record is told. */
export function callContext(
  call: number,
  { record: _, state: __, signal: ___, shell, ...plain }: ServiceContext,
): CallContext {
  if (shell === undefined) return { ...plain, call };
  const { csrfToken, places, fragments } = shell;
  return { ...plain, call, shell: { csrfToken, places, fragments: fragments.list({}), styles: fragments.styles() } };
}
