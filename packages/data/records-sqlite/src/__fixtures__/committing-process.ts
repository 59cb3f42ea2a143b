/*
 * A process that commits as fast as it can until it is killed, and says on its standard output what was acknowledged: one line
 * per commit, `<resource number> <version>`. Each commit writes two resources, so that half a commit would show.
 */
import { writeSync } from 'node:fs';
import { createSqliteRecordStore } from '../sqlite-record-store.ts';
import { testContext } from './test-context.ts';
import { observationOf } from './versions.ts';

const [file = '', first = '0'] = process.argv.slice(2);
const store = createSqliteRecordStore({ file });
await store.start(testContext);

let next = Number(first);

async function write(): Promise<never> {
  for (;;) {
    const number = next;
    next += 1;
    for (const version of [1, 2]) {
      const writes = ['a', 'b'].map((part) => {
        const made = observationOf(`p${number % 7}`, `${part}${number}`, 'pulse', number);
        return { version: { ...made, versionId: String(version) }, expect: 'anything' as const };
      });
      const { outcome } = await store.commit({ epoch: 0, writes });
      if (outcome !== 'committed') throw new Error(outcome);
      writeSync(1, `${number} ${version}\n`);
    }
  }
}

await Promise.all(Array.from({ length: 8 }, write));
