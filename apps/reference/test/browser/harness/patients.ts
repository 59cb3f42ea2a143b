import { fixedStories } from '@baseplate-epr/synthetic-population';

/** Logical id of the patient of a fixed story. */
export function patientOf(key: string): string {
  const story = fixedStories.find((candidate) => candidate.key === key);
  if (story === undefined) throw new Error(`There is no fixed story "${key}".`);
  return story.patientId;
}

/** Address of a patient's chart, or of a service's page within it. */
export function chartOf(key: string, page = ''): string {
  return `/patients/${patientOf(key)}${page}`;
}
