import { randomBytes } from 'node:crypto';
import {
  createMemoryAuditLog,
  createMemoryDocumentStore,
  createMemoryRecordStore,
  createMemoryStateStore,
  createTestClock,
  type TestClock,
} from '@baseplate-epr/conformance';
import type { AuditEntry, ModuleContext, Principal } from '@baseplate-epr/contracts';
import { createRecord } from '../create-record.ts';
import type { DemandedProfiles } from '../profiles/profile-keeper.ts';
import type { CreateRecordOptions, RecordCore } from '../record-core.ts';
import type { RecordLimits } from '../record-limits.ts';
import type { RecordSession } from '../session/record-session.ts';
import { clinician } from './people.ts';

/** A started record over memory stores, and a look at what is beneath it. */
export interface TestRecord {
  readonly record: RecordCore;
  readonly stores: CreateRecordOptions['stores'];
  readonly context: ModuleContext;
  readonly clock: TestClock;
  /** A session of a request of its own. */
  as(principal?: Principal, service?: { readonly name: string; readonly scopes: readonly string[] }): RecordSession;
  /** Everything in the audit log. */
  audited(): Promise<readonly AuditEntry[]>;
}

/** Options of {@link testRecord}. */
export interface TestRecordOptions {
  readonly limits?: Partial<RecordLimits>;
  readonly fullText?: boolean;
  /** Other stores than new, empty ones; they must not be started yet. */
  readonly stores?: Partial<CreateRecordOptions['stores']>;
  readonly profiles?: DemandedProfiles;
  readonly mendingProfiles?: boolean;
}

export const testBaseUrl = 'http://127.0.0.1:3000/fhir';

/** Starts a record. */
export async function testRecord(options: TestRecordOptions = {}): Promise<TestRecord> {
  const clock = createTestClock();
  const quiet = () => undefined;
  const context: ModuleContext = {
    clock,
    logger: { info: quiet, warn: quiet, error: quiet },
    randomBytes: (size) => new Uint8Array(randomBytes(size)),
  };
  const stores = {
    records: createMemoryRecordStore(),
    documents: createMemoryDocumentStore(),
    audit: createMemoryAuditLog(),
    state: createMemoryStateStore(),
    ...options.stores,
  };
  for (const store of Object.values(stores)) await store.start(context);
  const limits = options.limits === undefined ? {} : { limits: options.limits };
  const profiles = options.profiles === undefined ? {} : { profiles: options.profiles };
  const { fullText = false, mendingProfiles = false } = options;
  const record = createRecord({
    stores,
    context,
    epoch: 1,
    baseUrl: testBaseUrl,
    fullText,
    mendingProfiles,
    ...limits,
    ...profiles,
  });
  await record.start();
  let requests = 0;
  return {
    record,
    stores,
    context,
    clock,
    as(principal = clinician, service) {
      requests += 1;
      const within = service === undefined ? {} : { service };
      return record.session({ principal, requestId: `request-${requests}`, ...within });
    },
    async audited() {
      const { entries } = await stores.audit.read({ limit: 10_000 });
      return entries;
    },
  };
}
