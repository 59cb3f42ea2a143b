import { formatDateTime } from '@baseplate-epr/clinical-format';

/** A moment in milliseconds, in words: the time, and the date before it. */
export function sinceWords(since: number): string {
  return formatDateTime(new Date(since).toISOString());
}
