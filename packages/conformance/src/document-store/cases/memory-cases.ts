import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import type { DocumentStore } from '@baseplate-epr/contracts';
import type { Case } from '../../kit/kit.ts';

const chunkSize = 65_536;
const chunkCount = 1_024;
const allowance = 24 * 1024 * 1024;

/** That 64 MiB pass through a store which never holds more than a fraction of them. */
export const memoryCases: readonly Case<DocumentStore>[] = [
  {
    name: 'a document of 64 MiB is put and read without being held in memory',
    safety: false,
    run: async ({ adapter, heldBytes }) => {
      const watch = await watchMemory(heldBytes);
      const hash = createHash('sha256');
      let made = 0;
      const content = new ReadableStream<Uint8Array>({
        pull: async (controller) => {
          if (made === chunkCount) {
            controller.close();
            return;
          }
          const chunk = new Uint8Array(chunkSize).fill(made % 251);
          hash.update(chunk);
          controller.enqueue(chunk);
          made += 1;
          await watch(made, 'put');
        },
      });
      const { sha256, size } = await adapter.put({ content });
      const expected = hash.digest('hex');
      assert.deepEqual(
        { sha256, size },
        { sha256: expected, size: chunkSize * chunkCount },
        'A large document was cut.',
      );
      const read = createHash('sha256');
      let chunks = 0;
      for await (const chunk of (await adapter.get({ sha256 })).content) {
        read.update(chunk);
        chunks += 1;
        await watch(chunks, 'get');
      }
      assert.equal(read.digest('hex'), expected, 'A large document does not come back as it was put.');
    },
  },
];

/** Compares what the process of the store holds now with what it held at first. */
async function watchMemory(held: () => Promise<number>): Promise<(step: number, method: string) => Promise<void>> {
  const before = await held();
  return async (step, method) => {
    if (step % 128 !== 0) return;
    const growth = (await held()) - before;
    assert.ok(growth < allowance, `During ${method}, ${Math.round(growth / 1024 / 1024)} MiB are held in memory.`);
  };
}
