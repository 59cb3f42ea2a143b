export * from './create-node-server.ts';
export * from './node-server.ts';
export type { NodeServerOptions } from './node-server-options.ts';
