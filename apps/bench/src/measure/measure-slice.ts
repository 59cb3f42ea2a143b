import { type LoadOptions, runLoad } from '../load/run-load.ts';
import type { Usage } from '../processes/usage.ts';
import type { Slice } from './side.ts';

/** Runs a load over a server and takes what the server used for it. */
export async function measureSlice(
  server: { readonly port: number; usage(): Promise<Usage> },
  load: Omit<LoadOptions, 'port'>,
): Promise<Slice> {
  const before = await server.usage();
  const { requests, milliseconds, latencies, bytes } = await runLoad({ ...load, port: server.port });
  const after = await server.usage();
  return { requests, milliseconds, latencies, bytes, cpu: after.cpu - before.cpu };
}
