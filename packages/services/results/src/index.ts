export { createResults } from './create-results.ts';
export { results } from './results.ts';
export type { ResultsOptions } from './results-options.ts';
