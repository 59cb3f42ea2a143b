import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { AuditQuery } from '@baseplate-epr/contracts';
import { expect, test } from 'vitest';
import { drizzle } from './drizzle.ts';
import { openLog } from './open-log.ts';
import { readPage } from './read-page.ts';

/** How SQLite begins to look for the entries of a query. */
function firstStep(query: Omit<AuditQuery, 'limit'>): unknown {
  const directory = mkdtempSync(join(tmpdir(), 'audit-plan-'));
  const log = openLog(join(directory, 'audit.db'));
  let statement = '';
  let values: unknown[] = [];
  const logQuery = (text: string, given: unknown[]) => {
    statement = text;
    values = given;
  };
  readPage(drizzle(log, { logger: { logQuery } }), { ...query, limit: 100 });
  const plan = log.prepare<unknown[], { detail: string }>(`explain query plan ${statement}`).all(...values);
  log.close();
  rmSync(directory, { recursive: true });
  return plan[0]?.detail;
}

const rest = [
  {},
  { time: { low: 1, high: 2 } },
  { kinds: ['outcome'], unresolved: true, time: { low: 1 } },
] as const satisfies readonly Omit<AuditQuery, 'limit'>[];

test.each([
  ['place_by_request', { requestId: 'r', patient: 'p', agent: 'a' }],
  ['place_by_request', { requestId: 'r', agent: 'a' }],
  ['PRIMARY KEY (patient=?', { patient: 'p', agent: 'a' }],
])('the narrowest condition leads, whatever else is asked: %s', (leader, query) => {
  for (const more of rest) expect(firstStep({ ...query, ...more })).toContain(leader);
});
