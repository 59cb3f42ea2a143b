import type { ChangeEvent, FailureReason, Principal } from '@baseplate-epr/contracts';
import type { ServiceRunner } from '../service/service-runner.ts';

/** One change, and how it is told. */
export interface DeliverEventOptions {
  readonly runner: ServiceRunner | undefined;
  readonly event: ChangeEvent;
  readonly principal: Principal;
  readonly requestId: string;
  /** Aborted when this process may not deliver any more. */
  readonly signal: AbortSignal;
  /** Milliseconds. */
  readonly budget: number;
}

/**
 * Tells a service of a change, wherever it runs. Never rejects, and answers within the budget whatever the service does; its record handle is
 * dead from then on.
 */
export async function deliverEvent(options: DeliverEventOptions): Promise<'heard' | FailureReason> {
  const { runner, event, principal, requestId, budget } = options;
  if (runner === undefined) return 'absent';
  const over = new AbortController();
  const signal = AbortSignal.any([options.signal, over.signal]);
  const timer = setTimeout(() => over.abort(), budget).unref();
  const late = new Promise<'slow'>((resolve) => {
    signal.addEventListener('abort', () => resolve('slow'), { once: true });
  });
  const answer = (async () => {
    try {
      const request = new Request('http://service.invalid/events', { method: 'POST' });
      const response = await runner.run(request, { principal, requestId, signal, event });
      await response.body?.cancel();
      return response.ok ? ('heard' as const) : (`status ${response.status}` as const);
    } catch {
      // What a service throws may hold patient data.
      return 'threw' as const;
    }
  })();
  try {
    return await Promise.race([answer, late]);
  } finally {
    clearTimeout(timer);
    over.abort();
  }
}
