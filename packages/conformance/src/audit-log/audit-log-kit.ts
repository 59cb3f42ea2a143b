import type { AuditLog } from '@baseplate-epr/contracts';
import { growthCase } from '../kit/growth-case.ts';
import type { Kit } from '../kit/kit.ts';
import { moduleCases } from '../kit/module-cases.ts';
import { appendCases } from './cases/append-cases.ts';
import { chainCases } from './cases/chain-cases.ts';
import { loadCases } from './cases/load-cases.ts';
import { loadRefusalCases } from './cases/load-refusal-cases.ts';
import { readCases } from './cases/read-cases.ts';
import { verifyCases } from './cases/verify-cases.ts';
import { trialEntry } from './trial-entries.ts';

/** Every promise of the audit-log contract, version 1. Asks a subject's `tamper` for each `AuditTampering`. */
export const auditLogKit: Kit<AuditLog> = {
  contract: 'audit-log',
  contractVersion: 1,
  cases: [
    ...moduleCases<AuditLog>('audit-log', 1),
    growthCase((log, texts) => log.append({ entries: texts.map((detail) => trialEntry({ detail })) })),
    ...appendCases,
    ...readCases,
    ...verifyCases,
    ...chainCases,
    ...loadCases,
    ...loadRefusalCases,
  ],
};
