import type { Ledger } from './ledger.ts';
import { dataPlaces } from './ledger-entry.ts';

/** Tells whether fences are this ledger's own. */
export interface Announcements {
  /**
   * Whether the change-over that has put up a fence stands in the ledger: each is written down before its fence. One that names none, since an
   * earlier release has put it up, is taken for announced.
   */
  has(successor: string): Promise<boolean>;
}

const pattern = /\(change-over ([\w-]+)\)$/;

/** What a fence names as the successor: where to look, and which change-over has put it up. Free of secrets. */
export function successorOf(directory: string, id: string): string {
  return `the store that the ledger in ${directory} names (change-over ${id})`;
}

/** Looks for change-overs in a ledger; those that were found are remembered, since entries are never taken away. */
export function announcements({ entries }: Pick<Ledger, 'entries'>): Announcements {
  const known = new Set<string>();
  return {
    async has(successor) {
      const id = pattern.exec(successor)?.[1];
      if (id === undefined || known.has(id)) return true;
      for (const { changeOvers } of await entries())
        for (const place of dataPlaces) known.add(changeOvers[place]?.id ?? '');
      return known.has(id);
    },
  };
}
