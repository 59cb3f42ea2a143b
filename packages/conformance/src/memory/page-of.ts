import { BaseplateError } from '@baseplate-epr/contracts';

/** Which page of a sorted list. */
export interface PageOptions {
  /** Key of the last item of the page before. */
  readonly after: string | undefined;
  readonly limit: number;
  /** Largest limit allowed. */
  readonly maximum: number;
}

/** One page of items. */
export interface PageOf<Item> {
  readonly items: readonly Item[];
  readonly next: string | undefined;
}

/** Cuts one page out of items that are sorted bytewise by key; what memory adapters page with. */
export function pageOf<Item>(
  sorted: readonly Item[],
  { after, limit, maximum }: PageOptions,
  keyOf: (item: Item) => string,
): PageOf<Item> {
  if (!Number.isInteger(limit) || limit < 1 || limit > maximum) {
    throw new BaseplateError({
      code: 'query-invalid',
      message: `The limit must be a whole number from 1 to ${maximum}.`,
    });
  }
  const begin = after === undefined ? 0 : sorted.findIndex((item) => compareBytes(keyOf(item), after) > 0);
  const items = begin === -1 ? [] : sorted.slice(begin, begin + limit);
  const last = items.at(-1);
  const more = begin !== -1 && begin + limit < sorted.length;
  return { items, next: more && last !== undefined ? keyOf(last) : undefined };
}

/** Compares the UTF-8 bytes of two texts; code units would put U+FFFF after U+10000. */
export function compareBytes(left: string, right: string): number {
  return Buffer.compare(Buffer.from(left), Buffer.from(right));
}
