import type { AuditLog } from '@baseplate-epr/contracts';
import { copyAudit } from '@baseplate-epr/record';
import type { Switch } from './switch.ts';

/**
 * The audit log of an assembly whose stores can be swapped: hands over to the one that is in force, each with a chain of this process's own.
 * Entries wait while writes are held. Started and stopped by whoever keeps its stores.
 */
export function switchableAudit(turn: Switch<AuditLog>): AuditLog {
  return {
    contract: 'audit-log',
    contractVersion: 1,
    start: async () => {},
    stop: async () => {},
    health: () => turn.now().store.health(),
    size: async () => turn.now().store.size?.(),
    async append(options) {
      let from: AuditLog | undefined;
      const { head } = await turn.writing(({ store }) => {
        from = store;
        return store.append(options);
      });
      if (options.entries.length === 0 || turn.certain()?.store === from) return { head };
      // A process that stood still meanwhile may have appended to a log that is not in force any more: its chain is brought over.
      await turn.reading(async ({ store }) => {
        if (from !== undefined && store !== from) await copyAudit({ from, to: store });
      });
      return { head };
    },
    read: (query) => turn.reading(({ store }) => store.read(query)),
    heads: () => turn.reading(({ store }) => store.heads()),
    chains: (options) => turn.reading(({ store }) => store.chains(options)),
    load: (options) => turn.writing(({ store }) => store.load(options)),
    verify: (options) => turn.reading(({ store }) => store.verify(options)),
  };
}
