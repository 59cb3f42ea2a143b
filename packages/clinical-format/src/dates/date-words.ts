/** Said instead of a date that is missing. */
export const dateNotRecorded = 'Not recorded';
/** Said instead of a date that is there but is no date of the calendar. */
export const dateNotReadable = 'Date not readable';
/** Said instead of a time when only a date was recorded. */
export const timeNotRecorded = 'Time not recorded';

/** English month names, January first. */
export const monthNames = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
] as const;

/** English day names, Sunday first, as `Date.prototype.getUTCDay` counts. */
export const dayNames = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'] as const;

/** The word for a date that cannot be shown: missing, or there and unreadable. */
export function dateAbsence(value: unknown): string {
  const missing = value === undefined || value === null || (typeof value === 'string' && value.trim() === '');
  return missing ? dateNotRecorded : dateNotReadable;
}
