/** The collector's key for the patient of a fixed story: no seed in it, so that ids never change. */
export const patientKey = (storyKey: string): string => `story/${storyKey}`;
