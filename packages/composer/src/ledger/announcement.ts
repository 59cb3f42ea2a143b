import type { Ledger } from './ledger.ts';
import { dataPlaces } from './ledger-entry.ts';

/** Tells whether fences are this ledger's own. */
export interface Announcements {
  /**
   * Whether the hold in which a fence was put up stands in the ledger: each is written down before its fence. Which change-over it was in is not
   * enough, since a copy of the ledger's folder goes on with the same. A fence that names none, since an earlier release has put it up, is taken for announced.
   */
  has(successor: string): Promise<boolean>;
}

const pattern = /\(change-over ([\w-]+)(?:, hold ([\w-]+))?\)$/;

/** What a fence names as the successor: where to look, and which change-over has put it up in which hold. Free of secrets. */
export function successorOf(directory: string, id: string, hold: string): string {
  return `the store that the ledger in ${directory} names (change-over ${id}, hold ${hold})`;
}

/** Looks for change-overs in a ledger; those that were found are remembered, since entries are never taken away. */
export function announcements({ entries }: Pick<Ledger, 'entries'>): Announcements {
  const known = new Set<string>();
  return {
    async has(successor) {
      const [, id, hold] = pattern.exec(successor) ?? [];
      if (id === undefined) return true;
      const name = hold === undefined ? id : heldBy(id, hold);
      if (known.has(name)) return true;
      for (const { changeOvers } of await entries()) {
        for (const place of dataPlaces) {
          const over = changeOvers[place];
          if (over === undefined) continue;
          known.add(over.id);
          if (over.hold !== undefined) known.add(heldBy(over.id, over.hold));
        }
      }
      return known.has(name);
    },
  };
}

function heldBy(id: string, hold: string): string {
  return `${id} ${hold}`;
}
