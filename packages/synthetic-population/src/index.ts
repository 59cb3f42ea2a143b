export { type FixedStory, fixedStories } from './fixed-stories.ts';
export { generatePopulation } from './generate-population.ts';
export type { PopulationBundle } from './population-bundle.ts';
export type { PopulationOptions } from './population-options.ts';
export { type StaffMember, staff } from './staff.ts';
