import { afterEach, beforeEach, expect, inject, test } from 'vitest';
import { type BadLine, layBadLine } from './__fixtures__/bad-line.ts';
import { entryOf } from './__fixtures__/entries.ts';
import { moduleContext } from './__fixtures__/module-context.ts';
import { dropSchema, freshSchema } from './__fixtures__/schemas.ts';
import { createPostgresAuditLog } from './create-postgres-audit-log.ts';

const connection = inject('postgresUrl');
let schema: string;
let line: BadLine;

beforeEach(async () => {
  schema = freshSchema();
  line = await layBadLine(connection);
});

afterEach(async () => {
  await line.close();
  await dropSchema(connection, schema);
});

type Log = ReturnType<typeof createPostgresAuditLog>;
/** A read is one entry, which a statement of its own writes; two tell of a write. */
const kinds = [
  ['of a read', (requestId: string) => [entryOf({ requestId, kind: 'access' })]],
  [
    'of a write',
    (requestId: string) => [entryOf({ requestId }), entryOf({ requestId, kind: 'outcome', outcome: 'success' })],
  ],
] as const;

test.each(kinds)(
  'an append %s whose answer was lost is there once, and acknowledged when the line is back',
  async (_of, entriesOf) => {
    const append = (to: Log, requestId: string) => to.append({ entries: entriesOf(requestId) });
    const each = entriesOf('').length;
    const log = createPostgresAuditLog({ connection: line.url, schema });
    await log.start(moduleContext);
    await append(log, 'before');
    line.cutAfterNextQuestion();
    const lost = append(log, 'lost');
    setTimeout(() => line.mend(), 700);
    expect((await lost).head.sequence).toBe(2 * each);
    expect((await append(log, 'after')).head.sequence).toBe(3 * each);
    expect((await log.read({ requestId: 'lost', limit: 10 })).entries.length).toBe(each);
    expect(await log.verify({ known: [(await lost).head] })).toMatchObject({ intact: true, entries: 3 * each });
    await log.stop();
  },
);

test.each(kinds)(
  'an append %s that nobody knows of is refused in words; the chain goes on from where it is, whole',
  async (_of, entriesOf) => {
    const append = (to: Log, requestId: string) => to.append({ entries: entriesOf(requestId) });
    const log = createPostgresAuditLog({ connection: line.url, schema });
    await log.start(moduleContext);
    const { head } = await append(log, 'before');
    for (const round of ['first', 'second']) {
      line.cutAfterNextQuestion();
      const refused = {
        code: 'storage-unavailable',
        message: expect.stringMatching(/audit log cannot be reached.*Try again/),
      };
      await expect(append(log, round)).rejects.toMatchObject(refused);
      const began = performance.now();
      await expect(append(log, 'meanwhile')).rejects.toMatchObject(refused);
      expect(performance.now() - began, 'what was never sent waits for nothing').toBeLessThan(3_000);
      line.mend();
    }
    const { head: last } = await append(log, 'after');
    const kept = (await log.read({ limit: 100 })).entries.map(({ requestId }) => requestId);
    expect(kept.filter((requestId) => requestId === 'meanwhile')).toEqual([]);
    expect(kept.filter((requestId) => requestId === 'first').length).toBe(entriesOf('').length);
    expect(last.sequence).toBe(kept.length);
    expect(await log.verify({ known: [head, last] })).toMatchObject({ intact: true, entries: kept.length });
    await log.stop();
  },
);
