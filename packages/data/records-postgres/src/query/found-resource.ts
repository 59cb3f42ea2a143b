import type { Cell } from '../connection/ask.ts';

/** A resource that matches, or that includes lead to, with its current version. */
export interface FoundResource {
  readonly home: string;
  readonly key: string;
  readonly type: string;
  readonly id: string;
  readonly version: number;
  readonly lastUpdated: number;
  /**
   * No other version of any resource ever has this name. The time tells apart what a database held before a backup was restored into it.
   */
  readonly name: string;
}

/** How many columns name one: those of `matchColumns`. */
export const foundWidth = 6;

/** The resource in the first columns of a row. */
export function foundIn([home, key, type, id, version, lastUpdated]: readonly Cell[]): FoundResource {
  return {
    home: String(home),
    key: String(key),
    type: String(type),
    id: String(id),
    version: Number(version),
    lastUpdated: Number(lastUpdated),
    name: `${key} ${version} ${lastUpdated}`,
  };
}
