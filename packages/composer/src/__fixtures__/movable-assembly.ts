import { randomBytes } from 'node:crypto';
import type { ModuleContext } from '@baseplate-epr/contracts';
import type { AssemblyConfiguration } from '../configuration/assembly-configuration.ts';
import { reference } from './modules.ts';
import { plainAssembly } from './plain-assembly.ts';
import { greeter } from './swapped-services.ts';

const quiet = () => {};

/** For what is planned and applied in a test: a clock that stands still, and nobody who reads the log. */
export const applyContext: ModuleContext = {
  clock: { now: () => 1_795_000_000_000 },
  logger: { info: quiet, warn: quiet, error: quiet },
  randomBytes: (size) => new Uint8Array(randomBytes(size)),
};

/** An assembly with a ledger, whose records and services can be others. */
export function movableAssembly(
  directory: string,
  { keeps = 'here', says = 'first' }: { readonly keeps?: string; readonly says?: string } = {},
): AssemblyConfiguration {
  const plain = plainAssembly(reference('digital-service', 'shell'), greeter({ says }));
  const records = { ...reference('record-store', 'sharedStore'), keeps };
  return { ...plain, ledger: { directory }, data: { ...plain.data, records } };
}
