import { formatDateTime } from '@baseplate-epr/clinical-format';

/** A moment, such as `29-Nov-2026 14:05:09`. */
export function momentWords(milliseconds: number): string {
  const moment = new Date(milliseconds);
  return `${formatDateTime(moment.toISOString())}:${String(moment.getUTCSeconds()).padStart(2, '0')}`;
}

/** A count with its thousands set apart. */
export function countWords(count: number): string {
  return count.toLocaleString('en-GB');
}

/** A duration such as `850 ms` or `12 s`. */
export function durationWords(milliseconds: number): string {
  if (milliseconds < 10) return `${milliseconds.toFixed(1)} ms`;
  if (milliseconds < 10_000) return `${Math.round(milliseconds)} ms`;
  const seconds = Math.round(milliseconds / 1000);
  return seconds < 120 ? `${seconds} s` : `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
}

const units = ['bytes', 'kB', 'MB', 'GB', 'TB'];

/** A size such as `12.3 MB`. */
export function sizeWords(bytes: number): string {
  let size = bytes;
  let unit = 0;
  while (size >= 1000 && unit < units.length - 1) {
    size /= 1000;
    unit += 1;
  }
  return `${unit === 0 || size >= 100 ? Math.round(size) : size.toFixed(1)} ${units[unit]}`;
}
