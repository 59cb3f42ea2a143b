import type { ModuleReference } from '@baseplate-epr/contracts';
import type { NodeServerOptions } from './node-server-options.ts';

/**
 * Chooses the Node.js host in an assembly's configuration.
 *
 * Inert: returns data that names the module and its options; nothing listens until the assembly is started.
 */
export function nodeServer(options: NodeServerOptions = {}): ModuleReference<'host'> {
  return {
    contract: 'host',
    contractVersion: 1,
    package: '@baseplate-epr/server-node',
    module: import.meta.resolve('@baseplate-epr/server-node'),
    factory: 'createNodeServer',
    options,
  };
}
