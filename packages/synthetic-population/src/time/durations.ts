/** One minute in milliseconds. */
export const minute = 60_000;
/** One hour in milliseconds. */
export const hour = 60 * minute;
/** One day in milliseconds, as on the UTC calendar. */
export const day = 24 * hour;
/** One average Gregorian year in milliseconds. */
export const year = 365.2425 * day;
