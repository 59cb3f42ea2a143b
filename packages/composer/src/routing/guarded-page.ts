import type { ServiceCall, ServiceRunner } from '../service/service-runner.ts';
import { plainAnswer } from './plain-answer.ts';

/** A page of a service. If it is away, the answer says since when, and nobody waits for it. */
export async function guardedPage(runner: ServiceRunner, request: Request, call: ServiceCall): Promise<Response> {
  const attempt = runner.breaker.attempt();
  if (attempt === undefined) return awayPage(runner);
  try {
    const response = await runner.run(request, call);
    if (response.status < 500) attempt.succeeded();
    else attempt.failed('failed');
    return response;
  } catch {
    // What it threw may hold patient data: that it failed is all that is told.
    if (call.signal.aborted) attempt.abandoned();
    else attempt.failed('failed');
    return awayPage(runner);
  }
}

function awayPage({ manifest, breaker }: ServiceRunner): Response {
  const { awaySince } = breaker.view();
  const since = awaySince === undefined ? '' : ` since ${new Date(awaySince).toISOString()}`;
  return plainAnswer(
    503,
    `${manifest.title} has been away${since}. The rest of the record works; this comes back by itself. Try again shortly.`,
    { 'retry-after': '5' },
  );
}
