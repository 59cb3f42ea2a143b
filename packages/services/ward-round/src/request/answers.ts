import type { Visit } from '../visit.ts';

/** What the browser's part is told when something was not done: a code to act on and a sentence to show. */
export interface Refusal {
  readonly refused:
    | 'not-found'
    | 'failed'
    | 'foreign'
    | 'token'
    | 'kind'
    | 'size'
    | 'wrong-patient'
    | 'kept-otherwise'
    | 'unreadable';
  readonly message: string;
}

/** A view as JSON; never kept by a browser or proxy. */
export function view(content: object, status = 200, headers: Headers = new Headers()): Response {
  headers.set('content-type', 'application/json; charset=utf-8');
  headers.set('cache-control', 'no-store');
  return new Response(JSON.stringify(content), { status, headers });
}

/** Says that nothing was done and why. */
export function refuse(refused: Refusal['refused'], status: number, message: string): Response {
  return view({ refused, message } satisfies Refusal, status);
}

/** Says that a request failed here, with the number under which the log has it. */
export function failed({ context }: Visit): Response {
  return refuse(
    'failed',
    500,
    `The request failed (number ${context.requestId}). Look whether it has done its work before you repeat it.`,
  );
}

/** Says that there is nothing at this address. */
export function notFound(): Response {
  return refuse('not-found', 404, 'There is no such page.');
}
