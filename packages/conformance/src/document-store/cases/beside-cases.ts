import assert from 'node:assert/strict';
import type { DocumentStore } from '@baseplate-epr/contracts';
import type { Case } from '../../kit/kit.ts';
import { readAll, trialDocument } from '../document-bytes.ts';

/** What several processes that have the same place open can rely on. */
export const besideCases: readonly Case<DocumentStore>[] = [
  {
    name: 'processes beside each other see what each has put and deleted, at once',
    safety: true,
    run: async ({ adapter, openBeside, random }) => {
      const beside = await openBeside();
      const { bytes, sha256, stream } = trialDocument(random.bytes(70_000));
      await Promise.all([adapter.put({ content: stream() }), beside.put({ content: stream(), sha256 })]);
      for (const store of [adapter, beside]) {
        const { content } = await store.get({ sha256 });
        assert.ok((await readAll(content)).equals(bytes), 'A document that two processes have put is not the same.');
      }
      const later = trialDocument(random.bytes(1_000));
      await beside.put({ content: later.stream() });
      const description = { sha256: later.sha256, size: 1_000 };
      assert.deepEqual(
        await adapter.head({ sha256: later.sha256 }),
        description,
        'What another process has put is not there.',
      );
      assert.deepEqual(await adapter.delete({ sha256 }), { deleted: true });
      assert.equal(await beside.head({ sha256 }), undefined, 'What another process has deleted is still there.');
      assert.deepEqual((await beside.list({ limit: 10 })).documents, [description]);
    },
  },
  {
    name: 'a put in hand is not disturbed by a process that starts or stops beside it',
    safety: true,
    run: async ({ adapter, openBeside, random }) => {
      const { bytes, sha256, stream } = trialDocument(random.bytes(70_000));
      const half = Promise.withResolvers<void>();
      const rest = Promise.withResolvers<void>();
      let given = 0;
      const content = stream().pipeThrough(
        new TransformStream<Uint8Array, Uint8Array>({
          transform: async (chunk, controller) => {
            controller.enqueue(chunk);
            given += chunk.byteLength;
            if (given !== 35_000) return;
            half.resolve();
            await rest.promise;
          },
        }),
      );
      const put = adapter.put({ content });
      // Whatever goes wrong, it is told below.
      put.catch(() => undefined);
      await half.promise;
      const beside = await openBeside();
      assert.equal(await beside.head({ sha256 }), undefined, 'Half of a document is visible to another process.');
      assert.deepEqual((await beside.list({ limit: 10 })).documents, [], 'Half of a document is listed.');
      await beside.stop();
      rest.resolve();
      await assert.doesNotReject(put, 'A process that started beside a put took from it what it had written.');
      const { content: kept } = await adapter.get({ sha256 });
      assert.ok((await readAll(kept)).equals(bytes), 'A document that was put beside a start is not the same.');
    },
  },
];
