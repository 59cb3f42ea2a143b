import { readFhirDate } from '../dates/fhir-date.ts';

const shape = /^(\d{4})-(\d{2})-(\d{2})T(\d{2}):(\d{2})(?::\d{2})?$/;

/** A time on the clock in Europe/London as a FHIR dateTime with its offset. */
export type WallTime =
  | { readonly outcome: 'moment'; readonly text: string; readonly at: number }
  | { readonly outcome: 'unreadable' | 'never' };

/**
 * Reads a date and time of the clock (`2026-11-21T08:14`) as a time in the United Kingdom. Of an hour that happens twice the
 * later one that is not after `now` counts; in the hour that is left out in spring there is no such time.
 */
export function readWallTime(text: string, now: number): WallTime {
  const match = shape.exec(text.trim());
  if (match === null) return { outcome: 'unreadable' };
  const [year, month, day, hour, minute] = match.slice(1).map(Number);
  const moments = ['+00:00', '+01:00'].flatMap((offset) => {
    const written = `${text.trim().slice(0, 16)}:00${offset}`;
    const read = readFhirDate(written);
    const same =
      read?.year === year &&
      read?.month === month &&
      read?.day === day &&
      read?.hour === hour &&
      read?.minute === minute;
    return same ? [{ outcome: 'moment' as const, text: written, at: Date.parse(written) }] : [];
  });
  const [latest, earlier] = moments.toSorted((a, b) => b.at - a.at);
  if (latest === undefined)
    return { outcome: readFhirDate(`${text.slice(0, 10)}`) === undefined ? 'unreadable' : 'never' };
  return latest.at > now && earlier !== undefined ? earlier : latest;
}
