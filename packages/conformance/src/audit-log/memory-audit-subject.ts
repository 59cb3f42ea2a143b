import type { AuditLog } from '@baseplate-epr/contracts';
import type { Subject } from '../kit/subject.ts';
import { createMemoryAuditLog } from './memory-audit-log.ts';
import { tamperChain } from './tamper-chain.ts';
import type { AuditChains } from './verify-chains.ts';

/** Makes the log of a subject on what is kept, so that a fault can be put between them. */
export type AuditLogMaker = (kept: AuditChains) => AuditLog;

/** The memory log, or a faulty one on the same memory, as a subject of the audit-log kit. */
export function memoryAuditSubject(make: AuditLogMaker = createMemoryAuditLog): Subject<AuditLog> {
  return {
    create: async () => {
      const kept: AuditChains = new Map();
      return {
        adapter: make(kept),
        reopen: async () => make(kept),
        tamper: async (kind) => {
          for (const [writer, chain] of kept) kept.set(writer, tamperChain(kind, chain));
        },
        cleanup: async () => kept.clear(),
      };
    },
  };
}
