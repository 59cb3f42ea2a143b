import { BaseplateError } from '@baseplate-epr/contracts';
import type { RecordCore } from '@baseplate-epr/record';
import type { Deliveries } from '../delivery/deliveries.ts';
import type { AssemblyCaller } from './assembly-caller.ts';
import { fieldsOfBody } from './read-body.ts';

/** What decisions about deliveries stand on. */
export interface DecideDeliveriesOptions {
  deliveries(): Pick<Deliveries, 'decide'> | undefined;
  readonly record: Pick<RecordCore, 'auditEvent'>;
}

/** Decides what becomes of changes that were put aside: told again, or never told. In the audit before it is decided. */
export function decideDeliveries({ deliveries, record }: DecideDeliveriesOptions) {
  return async (request: Request, { principal, requestId }: AssemblyCaller): Promise<Response> => {
    const { service = '', decision, version } = await fieldsOfBody(request);
    if ((decision !== 'redeliver' && decision !== 'discard') || principal === undefined) throw notUnderstood();
    const action = `assembly-${decision}`;
    const detail = version === undefined ? `${service}, all` : `${service}, ${version}`;
    await record.auditEvent({ principal, requestId, action, outcome: 'unknown', detail });
    const decided = (await deliveries()?.decide(service, { what: decision, by: principal.id }, version)) ?? 0;
    const outcome = decided === 0 ? 'failure' : 'success';
    await record.auditEvent({ principal, requestId: `${requestId}.decided`, action, outcome, detail });
    if (decided === 0) throw nothing(service);
    return Response.json({ decided }, { headers: { 'cache-control': 'no-store' } });
  };
}

function nothing(service: string): BaseplateError {
  const message = `Nothing of that kind is put aside for ${service} any more. Look again.`;
  return new BaseplateError({ code: 'not-found', message });
}

function notUnderstood(): BaseplateError {
  return new BaseplateError({
    code: 'input-invalid',
    message: 'Say as JSON which service, and whether to redeliver or discard: {"service": …, "decision": …}.',
  });
}
