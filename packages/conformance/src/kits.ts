import type {
  AuditLog,
  ContractName,
  DocumentStore,
  Host,
  Identity,
  Module,
  RecordStore,
  StateStore,
} from '@baseplate-epr/contracts';
import { auditLogKit } from './audit-log/audit-log-kit.ts';
import { documentStoreKit } from './document-store/document-store-kit.ts';
import { hostKit } from './host/host-kit.ts';
import { identityKit } from './identity/identity-kit.ts';
import { type JudgedSubject, type JudgedSubjectOptions, judgedSubject } from './judge/judged-subject.ts';
import type { Kit } from './kit/kit.ts';
import { type CaseResult, type KitReport, runKit } from './kit/run-kit.ts';
import { recordStoreKit } from './record-store/record-store-kit.ts';
import { stateStoreKit } from './state-store/state-store-kit.ts';

/** A kit that can be run on a module of another process. */
export interface JudgingKit {
  readonly contract: ContractName;
  readonly contractVersion: number;
  /** How many cases it has. */
  readonly size: number;
  run(options: JudgingOptions): Promise<JudgingResult>;
}

/** What is judged, and who is told. */
export interface JudgingOptions extends JudgedSubjectOptions {
  /** Called after each case. */
  onResult?(result: CaseResult): void;
  /** A case that takes longer has failed. Milliseconds; default 30,000. */
  readonly caseTimeout?: number;
}

/** What the kit found, and which files the module's main thread had loaded. */
export interface JudgingResult {
  readonly report: KitReport;
  readonly loaded: readonly string[];
}

/** Makes a kit fit for running on a module of another process. */
export function judgingKit<Adapter extends Module>(kit: Kit<Adapter>): JudgingKit {
  return {
    contract: kit.contract,
    contractVersion: kit.contractVersion,
    size: kit.cases.length,
    async run({ onResult, caseTimeout, ...judged }) {
      const subject: JudgedSubject<Adapter> = judgedSubject(judged);
      try {
        const report = await runKit({
          kit,
          subject,
          ...(onResult === undefined ? {} : { onResult }),
          ...(caseTimeout === undefined ? {} : { caseTimeout }),
        });
        return { report, loaded: await subject.loaded() };
      } finally {
        subject.close();
      }
    },
  };
}

/** The kits that need nothing but the module. */
export const kits: readonly JudgingKit[] = [
  judgingKit<RecordStore>(recordStoreKit),
  judgingKit<DocumentStore>(documentStoreKit),
  judgingKit<AuditLog>(auditLogKit),
  judgingKit<StateStore>(stateStoreKit),
  judgingKit<Host>(hostKit),
  judgingKit<Identity>(identityKit),
];
