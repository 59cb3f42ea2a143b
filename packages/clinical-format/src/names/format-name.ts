import type { Instant } from '../dates/instant.ts';
import { chooseName, namesInUse } from './choose-name.ts';

/** Said instead of a name that is missing. */
export const nameNotRecorded = 'Name not recorded';

/** How a name is chosen and written. */
export type NameOptions = {
  /** The moment for which names are chosen by their period. */
  readonly now: Instant;
  /** Write every given name, not only the first. */
  readonly allGiven?: boolean;
};

/**
 * A patient's name for staff, by the NHS Common User Interface: `EDWARDS, Mary (Mrs)`. Takes a HumanName, a list of
 * them (chosen by `chooseName`) or a resource with `name`. Nothing is cut short. Somebody with one name gets it
 * without a comma; a name that is only text is written as it is; none gives "Name not recorded".
 */
export function formatName(names: unknown, { now, allGiven = false }: NameOptions): string {
  const name = chooseName(names, now);
  if (name === undefined) return nameNotRecorded;
  const given = allGiven ? name.given.join(' ') : name.given[0];
  const main = [name.family?.toLocaleUpperCase('en-GB'), given].filter((part) => part !== undefined && part !== '');
  if (main.length === 0) return name.text ?? nameNotRecorded;
  const title = name.prefix.join(' ');
  return title === '' ? main.join(', ') : `${main.join(', ')} (${title})`;
}

/**
 * A name in the order it is spoken, for patients and for naming staff: `Mrs Mary Edwards`. Same choice and same
 * absence word as {@link formatName}.
 */
export function formatPlainName(names: unknown, { now, allGiven = false }: NameOptions): string {
  const name = chooseName(names, now);
  if (name === undefined) return nameNotRecorded;
  const given = allGiven ? name.given.join(' ') : name.given[0];
  const main = [given, name.family].filter((part) => part !== undefined && part !== '');
  return main.length === 0 ? (name.text ?? nameNotRecorded) : [...name.prefix, ...main].join(' ');
}

/**
 * What the person likes to be called (a nickname in force), to stand below the name in the banner; `undefined` when
 * none is recorded or it is the given name already shown.
 */
export function preferredName(names: unknown, { now }: NameOptions): string | undefined {
  const shown = chooseName(names, now);
  for (const name of namesInUse(names, 'nickname', now)) {
    const preferred = name.text ?? (name.given.join(' ') || name.family);
    if (preferred !== undefined && preferred !== shown?.given[0]) return preferred;
  }
  return undefined;
}
