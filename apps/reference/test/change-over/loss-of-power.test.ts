import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startPostgres } from '@baseplate-epr/testing-postgres';
import { afterAll, expect, test } from 'vitest';
import { runBaseplate } from '../start/run-baseplate.ts';
import { killEverything } from './kill-everything.ts';
import { source } from './trust.ts';

const folder = mkdtempSync(join(tmpdir(), 'baseplate-loss-of-power-'));
const postgres = await startPostgres();
afterAll(async () => {
  await postgres.close();
  rmSync(folder, { recursive: true, force: true });
});

const database = fileURLToPath(new URL('./__fixtures__/small.database.config.ts', import.meta.url));

test.each([
  ['files', source],
  ['PostgreSQL', database],
])(
  'a record in %s whose processes were all killed starts again at once, and waits for none of them',
  {
    timeout: 300_000,
  },
  async (_, configuration) => {
    const data = join(folder, configuration === source ? 'files' : 'database');
    const start = () =>
      runBaseplate(['start', '--processes', '2'], { data, configuration, environment: { DATABASE_URL: postgres.url } });
    const first = start();
    await first.ready;
    await killEverything(first);
    const second = start();
    await second.ready;
    expect(second.said()).not.toContain('has announced that it serves');
    await killEverything(second);
    const third = start();
    await third.ready;
    expect(third.said()).not.toContain('has announced that it serves');
    expect(await third.stop('SIGTERM')).toBe(0);
  },
);
