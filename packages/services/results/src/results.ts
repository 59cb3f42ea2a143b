import type { ModuleReference } from '@baseplate-epr/contracts';
import type { ResultsOptions } from './results-options.ts';

/** Chooses the results service for an assembly: laboratory results, followed over time and acknowledged. Inert. */
export function results(options: ResultsOptions = {}): ModuleReference<'digital-service'> {
  return {
    contract: 'digital-service',
    contractVersion: 1,
    package: '@baseplate-epr/results',
    module: import.meta.resolve('@baseplate-epr/results'),
    factory: 'createResults',
    options,
  };
}
