import { csrfToken } from '../service/csrf-token.ts';
import { withPagePolicy } from './page-policy.ts';
import { plainAnswer } from './plain-answer.ts';
import type { RouterOptions } from './router.ts';
import { unsentForm } from './unsent-form.ts';

/** Answers for a service that is not in the assembly. A form that one of its pages made, when it still was, is shown again. */
export async function absentService(
  request: Request,
  name: string,
  { identity, csrfKey }: Pick<RouterOptions, 'identity' | 'csrfKey'>,
): Promise<Response> {
  const absent = plainAnswer(404, 'There is no such service in this assembly.');
  if (request.method !== 'POST') return absent;
  const authentication = await identity.authenticate({ request, by: 'session' });
  if (authentication.outcome !== 'authenticated' || authentication.session === undefined) return absent;
  const form = unsentForm(request, csrfToken(csrfKey, authentication.session.id, name));
  return withPagePolicy((await form?.answer()) ?? absent, 'service');
}
