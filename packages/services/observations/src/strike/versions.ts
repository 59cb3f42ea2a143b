import type { ObservationSet } from '@baseplate-epr/clinical-format';

/** The versions of everything in a set as one text, so that a form can say what was on the screen. */
export function versionsOf({ panel, members }: ObservationSet): string {
  return [panel, ...members.filter(({ id }) => id !== undefined)]
    .map(({ id, meta }) => `${id}=${meta?.versionId}`)
    .join(' ');
}
