import type { AssemblyView, PlanView, RunView } from '@baseplate-epr/contracts';
import type { Visit } from '../visit.ts';

/** What the assembly answered. */
export type Told<Value> =
  | { readonly outcome: 'told'; readonly value: Value }
  /** The caller may not. */
  | { readonly outcome: 'refused' }
  /** It said why not; or, without a message, nothing that could be understood. */
  | { readonly outcome: 'failed'; readonly status: number; readonly message?: string };

/** The assembly as it is now. */
export function askAssembly(visit: Visit): Promise<Told<AssemblyView>> {
  return ask(visit, '/assembly');
}

/** The configuration file, evaluated now, against what is in force. */
export function askPlan(visit: Visit): Promise<Told<PlanView>> {
  return ask(visit, '/assembly/plan');
}

/** What can be asked for, and what must be said to have been seen. */
export type ChangeRequest =
  | { readonly action: 'apply'; readonly plan: string }
  | { readonly action: 'rollback' | 'finish'; readonly seen: string }
  | { readonly action: 'stop' };

/** Decides about changes that a service did not take. */
export function askDecision(
  visit: Visit,
  decision: { readonly service: string; readonly decision: string; readonly version?: string },
): Promise<Told<{ readonly decided: number }>> {
  const headers = { 'content-type': 'application/json' };
  return ask(visit, '/assembly/deliveries', { method: 'POST', headers, body: JSON.stringify(decision) });
}

/** Asks for a change. */
export function askChange(visit: Visit, { action, ...seen }: ChangeRequest): Promise<Told<RunView>> {
  const headers = { 'content-type': 'application/json' };
  return ask(visit, `/assembly/${action}`, { method: 'POST', headers, body: JSON.stringify(seen) });
}

async function ask<Value>({ context }: Visit, path: string, init?: RequestInit): Promise<Told<Value>> {
  let response: Response;
  try {
    response = await context.record.fetch(path, init);
  } catch {
    return { outcome: 'failed', status: 503 };
  }
  const { status } = response;
  if (status === 401 || status === 403) return { outcome: 'refused' };
  let value: unknown;
  try {
    value = await response.json();
  } catch {
    return { outcome: 'failed', status };
  }
  if (response.ok) return { outcome: 'told', value: value as Value };
  const message = (value as { readonly error?: { readonly message?: unknown } } | null)?.error?.message;
  return { outcome: 'failed', status, ...(typeof message === 'string' ? { message } : {}) };
}
