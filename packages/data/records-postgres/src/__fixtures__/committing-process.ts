/*
 * A process that commits as fast as it can until it is killed, and says on its standard output what was acknowledged, a line each.
 * Each commit writes two resources, so that half a commit would show; all processes count one resource up as well.
 */
import { writeSync } from 'node:fs';
import { createPostgresRecordStore } from '../postgres-record-store.ts';
import { testContext } from './test-context.ts';
import { observationOf } from './versions.ts';

const [connection = '', schema = '', name = ''] = process.argv.slice(2);
const store = createPostgresRecordStore({ connection, schema, readers: 2 });
await store.start(testContext);
let next = 0;

async function write(): Promise<never> {
  for (;;) {
    const number = next;
    next += 1;
    const writes = ['a', 'b'].map((part) => ({
      version: observationOf(`p${number % 5}`, `${part}-${name}-${number}`, 'pulse', number),
      expect: 'absent' as const,
    }));
    const { outcome } = await store.commit({ epoch: 0, writes });
    if (outcome !== 'committed') throw new Error(outcome);
    writeSync(1, `${name}-${number}\n`);
    const shared = { type: 'Basic', id: 'shared' };
    const versionId = String(Number((await store.read(shared))?.versionId ?? '0') + 1);
    const version = { ...shared, versionId, lastUpdated: 1, deleted: false, text: '{}', compartments: [], entries: [] };
    await store.commit({ epoch: 0, writes: [{ version, expect: 'anything' }] });
  }
}

await Promise.all(Array.from({ length: 6 }, write));
