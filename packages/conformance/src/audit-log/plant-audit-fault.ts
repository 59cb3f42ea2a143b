import type { AuditLog } from '@baseplate-epr/contracts';
import type { PlantedFault } from '../kit/planted-fault.ts';
import { createMemoryAuditLog } from './memory-audit-log.ts';
import { memoryAuditSubject } from './memory-audit-subject.ts';
import type { AuditChains } from './verify-chains.ts';

/** Plants a fault: the memory log, with some of its methods replaced. */
export function plantAuditFault(
  name: string,
  description: string,
  fault: (log: AuditLog, kept: AuditChains) => Partial<AuditLog>,
): PlantedFault<AuditLog> {
  const make = (kept: AuditChains): AuditLog => {
    const log = createMemoryAuditLog(kept);
    return { ...log, ...fault(log, kept) };
  };
  return { name, description, subject: memoryAuditSubject(make) };
}
