import { randomBytes } from 'node:crypto';
import type { ModuleContext, ModuleReference } from '@baseplate-epr/contracts';
import type { AssemblyConfiguration } from '../configuration/assembly-configuration.ts';
import { reference } from './modules.ts';

/** A context in which it is always 1970 and nothing is said. */
export const quietContext: ModuleContext = {
  clock: { now: () => 0 },
  logger: { info() {}, warn() {}, error() {} },
  randomBytes: (size) => new Uint8Array(randomBytes(size)),
};

/** An assembly of the fixtures' modules, with these services: names of fixtures, or references. */
export function plainAssembly(
  ...services: readonly (string | ModuleReference<'digital-service'>)[]
): AssemblyConfiguration {
  return {
    organisation: { name: 'Riverside NHS Trust', odsCode: 'RXX01' },
    hosting: { server: reference('host', 'server'), identity: reference('identity', 'identity') },
    data: {
      records: reference('record-store', 'records'),
      documents: reference('document-store', 'documents'),
      audit: reference('audit-log', 'audit'),
      state: reference('state-store', 'state'),
    },
    services: services.map((service) =>
      typeof service === 'string' ? reference('digital-service', service) : service,
    ),
  };
}
