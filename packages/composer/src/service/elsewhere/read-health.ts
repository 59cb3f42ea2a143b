import type { Health } from '@baseplate-epr/contracts';
import { fields } from '@baseplate-epr/service-host';

/** How a service elsewhere says it is; whatever is not `pass` has a reason. */
export function readHealth(value: unknown): Health {
  const { status, reason } = fields(value);
  if (status === 'pass') return { status };
  const words = typeof reason === 'string' ? reason.slice(0, 300) : 'It does not say why.';
  return { status: status === 'warn' ? 'warn' : 'fail', reason: words };
}
