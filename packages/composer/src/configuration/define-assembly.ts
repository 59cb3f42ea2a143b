import type { AssemblyConfiguration } from './assembly-configuration.ts';

/**
 * Types an assembly's configuration; returns it unchanged. The default export of a `baseplate.config.ts`.
 */
export function defineAssembly(configuration: AssemblyConfiguration): AssemblyConfiguration {
  return configuration;
}
