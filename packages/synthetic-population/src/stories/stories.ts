import { maryEdwards } from './mary-edwards.ts';
import type { Story } from './story.ts';

/** Every fixed story; the place in this list is the patient's index. Only ever add at the end. */
export const stories: readonly Story[] = [maryEdwards];
