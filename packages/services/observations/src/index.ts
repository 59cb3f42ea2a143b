export { createObservations } from './create-observations.ts';
export { observations } from './observations.ts';
export type { ObservationsOptions } from './observations-options.ts';
