export { createWardRound } from './create-ward-round.ts';
export { wardRound } from './ward-round.ts';
export type { WardRoundOptions } from './ward-round-options.ts';
