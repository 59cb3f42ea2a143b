import { deterministicUuid } from './random/deterministic-uuid.ts';
import { patientKey } from './stories/patient-key.ts';
import { stories } from './stories/stories.ts';

/** A fixed story and whose it is. */
export interface FixedStory {
  /** The patient's index in every population; the first is 1. */
  readonly index: number;
  /** Permanent short name. */
  readonly key: string;
  /** What the story is there to show. */
  readonly shows: string;
  /** Logical id of the Patient, the same for every seed and moment. */
  readonly patientId: string;
}

/** The fixed stories in the order of their patients. */
export const fixedStories: readonly FixedStory[] = stories.map(({ key, shows }, place) => ({
  index: place + 1,
  key,
  shows,
  patientId: deterministicUuid(`${patientKey(key)}/Patient/0`),
}));
