import type { ServiceContext } from '@baseplate-epr/contracts';
import type { LentCall, LentCalls } from './lent-calls.ts';
import type { RemoteService } from './remote-service.ts';

/** Calls a service at an address. Its way to the record ends when the answer begins, as a record handle does. */
export async function callWithLoan(
  call: RemoteService['call'],
  { request, context }: { readonly request: Request; readonly context: ServiceContext },
  { lent, calls, origin }: { readonly lent: LentCall; readonly calls: LentCalls; readonly origin: string },
): Promise<Response> {
  const { token, end } = await calls.lend(lent);
  try {
    return await call(request, context, { origin, token });
  } finally {
    await end();
  }
}
