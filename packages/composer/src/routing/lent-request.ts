import { isBaseplateError } from '@baseplate-epr/contracts';
import type { RecordApi } from '@baseplate-epr/record-api';
import { fields } from '@baseplate-epr/service-host';
import { answerState } from '../service/elsewhere/calls-in-hand.ts';
import type { LentCall } from '../service/elsewhere/lent-calls.ts';
import type { ServiceEnvironment } from '../service/service-runner.ts';

/** Longest question about state: the largest value, written as JSON. Characters. */
const stateLimit = 8 * 1024 * 1024;

/** Answers what a service on another machine asks of the record within a call: as its caller, narrowed to the service's scopes. */
export function lentRecord(
  request: Request,
  { principal, service, requestId }: LentCall,
  { recordApi, own }: { readonly recordApi: RecordApi; readonly own: string },
): Promise<Response> {
  return recordApi.fetch(request, {
    principal,
    service,
    requestId: `${requestId}.${service.name}.${own}`,
    signal: request.signal,
  });
}

/** Answers what it asks of its state. */
export async function lentState(
  request: Request,
  call: LentCall | 'ended' | undefined,
  { state }: Pick<ServiceEnvironment, 'state'>,
): Promise<Response> {
  if (call === undefined || call === 'ended') {
    const message = 'Only a service within a call has a state here.';
    return Response.json({ code: 'access-refused', message }, { status: 401 });
  }
  try {
    const text = await request.text();
    if (text.length > stateLimit)
      return Response.json({ code: 'limit-exceeded', message: 'That is too much.' }, { status: 413 });
    return Response.json({ value: (await answerState(state(call.state), fields(JSON.parse(text)))) ?? null });
  } catch (error) {
    const { code, message } = isBaseplateError(error)
      ? error
      : { code: 'input-invalid', message: 'That cannot be read.' };
    return Response.json({ code, message }, { status: 400 });
  }
}
