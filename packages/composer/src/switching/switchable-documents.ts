import type { DocumentStore, Logger } from '@baseplate-epr/contracts';
import { bringDocument } from './bring-document.ts';
import { createCatchUp } from './catch-up.ts';
import type { Switch } from './switch.ts';

/** What the facade stands on. */
export interface SwitchableDocumentsOptions {
  readonly turn: Switch<DocumentStore>;
  readonly logger: Logger;
}

/** A facade over documents, and whether both stores have all that went through it. */
export interface SwitchableDocuments {
  readonly documents: DocumentStore;
  /** Resolves when nothing waits to be brought to the other store, as far as that one can be used. */
  caughtUp(): Promise<void>;
  stop(): Promise<void>;
}

/**
 * The document store of an assembly whose stores can be swapped: hands over to the one that is in force.
 *
 * While a change-over is on its way or can be rolled back, what is put or deleted reaches the other store as well: at once, or, where that fails,
 * a little later; a request never fails by it. Read is only the store in force, which lacks nothing when it comes into force: what was deleted is gone at once,
 * whatever the other store still has.
 */
export function switchableDocuments({ turn, logger }: SwitchableDocumentsOptions): SwitchableDocuments {
  const catchUp = createCatchUp(logger);

  /** Every other store of the place that is open. Looked at when the write is done, so that a change-over that begins meanwhile is not missed. */
  const others = (store: DocumentStore): DocumentStore[] => {
    const over = turn.changeOver();
    const named = [turn.now().since, over?.from.since, over?.to.since];
    const open = named.flatMap((since) => (since === undefined ? [] : (turn.find(since) ?? [])));
    return [...new Set(open)].filter((other) => other !== store);
  };
  const documents: DocumentStore = {
    contract: 'document-store',
    contractVersion: 1,
    start: async () => {},
    stop: async () => {},
    health: () => turn.now().store.health(),
    size: async () => turn.now().store.size?.(),
    async put(options) {
      const { kept, from } = await turn.writing(async ({ store }) => {
        const put = await store.put(options);
        for (const other of others(store)) await catchUp.put({ from: store, to: other, sha256: put.sha256 });
        return { kept: put, from: store };
      });
      // A process that stood still meanwhile may have put it into a store that is not in force any more.
      await turn.reading(async ({ store }) => {
        if (store !== from) await bringDocument({ from, to: store, sha256: kept.sha256 });
      });
      return kept;
    },
    get: (options) => turn.reading(({ store }) => store.get(options)),
    head: (options) => turn.reading(({ store }) => store.head(options)),
    delete: ({ sha256 }) =>
      turn.writing(async ({ store }) => {
        const result = await store.delete({ sha256 });
        for (const other of others(store)) await catchUp.delete({ to: other, sha256 });
        return result;
      }),
    list: (options) => turn.reading(({ store }) => store.list(options)),
  };
  return { documents, caughtUp: catchUp.done, stop: catchUp.stop };
}
