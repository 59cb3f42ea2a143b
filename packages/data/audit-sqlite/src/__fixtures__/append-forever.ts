// Appends intents and outcomes, eight callers at once, and tells of each head that was acknowledged, until it is killed.
import { writeSync } from 'node:fs';
import { createSqliteAuditLog } from '../create-sqlite-audit-log.ts';
import { moduleContext } from './module-context.ts';

const log = createSqliteAuditLog({ file: process.argv[2] ?? '' });
await log.start(moduleContext);
let requests = 0;

async function appendForever(): Promise<never> {
  for (;;) {
    requests += 1;
    const common = {
      time: requests,
      requestId: `${process.pid}-${requests}`,
      action: 'create',
      agent: { id: 'a', display: 'Nurse', role: 'R8001', organisation: 'RXX01' },
      purposeOfUse: 'TREAT',
      patients: ['p'],
      resources: [],
      resourceCount: 0,
    };
    const intent = { ...common, kind: 'intent' } as const;
    const outcome = { ...common, kind: 'outcome', outcome: 'success' } as const;
    const { head } = await log.append({ entries: [intent, outcome] });
    writeSync(1, `${JSON.stringify(head)}\n`);
  }
}

await Promise.all(Array.from({ length: 8 }, appendForever));
