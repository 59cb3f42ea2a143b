import { stories } from './stories/stories.ts';

/** The fixed stories in the order of their patients, the first being patient 1. */
export const fixedStories: readonly { readonly index: number; readonly key: string; readonly shows: string }[] =
  stories.map(({ key, shows }, place) => ({ index: place + 1, key, shows }));
