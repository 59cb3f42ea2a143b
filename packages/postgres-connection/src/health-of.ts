import type { Health } from '@baseplate-epr/contracts';
import type { Connections } from './connections.ts';
import { storageError } from './storage-error.ts';

/** Health is to be told within a second. */
const patience = 800;

/** Asks the server whether it answers. */
export async function healthOf(connections: Connections, what: string): Promise<Health> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<Health>((resolve) => {
    const reason = `The PostgreSQL server of the ${what} does not answer. Look at the server and the network.`;
    timer = setTimeout(() => resolve({ status: 'fail', reason }), patience);
  });
  const asked = connections
    .lend((client) => client.query('SELECT 1'))
    .then(
      (): Health => ({ status: 'pass' }),
      (error): Health => ({ status: 'fail', reason: storageError(what, error).message }),
    );
  try {
    return await Promise.race([asked, late]);
  } finally {
    clearTimeout(timer);
  }
}
