/*
 * The floor as a process of its own: `node floor-process.ts FOLDER`. Says its port over its channel when it listens, then answers
 * questions there.
 */
import { join } from 'node:path';
import { serve } from '@hono/node-server';
import { readBundles } from '../population/read-bundles.ts';
import { answerQuestions } from '../processes/ask.ts';
import { databaseSettings } from '../processes/database-settings.ts';
import { usage } from '../processes/usage.ts';
import { openDurableDatabase } from './durable-database.ts';
import type { FloorAnswer, FloorQuestion, FloorWork, Point } from './floor-question.ts';
import { floorRoutes } from './floor-routes.ts';
import { createRawStore } from './raw-store.ts';

const folder = process.argv[2] ?? '.';
const database = openDurableDatabase(join(folder, 'floor-records.db'));
const audit = openDurableDatabase(join(folder, 'floor-audit.db'));
const store = createRawStore(database);
const answers = new Map<string, readonly FloorAnswer[]>();
const known: Point[] = [];
let rows = 0;

const app = floorRoutes({ store, audit, answers, rows: () => rows });
serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' }, ({ port }) => process.send?.({ port }));

answerQuestions<FloorQuestion>((question) => {
  switch (question.kind) {
    case 'usage':
      return usage();
    case 'settings':
      return [database, audit].map(databaseSettings);
    case 'answers':
      return prepareAnswers(question.operation, question.answers);
    case 'rows':
      rows = question.rows;
      return undefined;
    case 'insert':
      return insertBundles(question);
    case 'point-reads':
      return readPoints(question.milliseconds);
  }
});

function prepareAnswers(operation: string, given: readonly FloorAnswer[]): void {
  answers.set(operation, given);
  database.transaction(() => {
    for (const [n, { points }] of given.entries())
      if (points.length > 1) store.prepareAnswer(`${operation}/${n}`, points);
  })();
}

async function insertBundles(question: FloorQuestion & { readonly kind: 'insert' }): Promise<FloorWork> {
  const bundles = await readBundles(question.file, question.from, question.to);
  const groups = Array.from({ length: Math.ceil(bundles.length / question.bundles) }, (_, index) =>
    bundles.slice(index * question.bundles, (index + 1) * question.bundles).flat(),
  );
  // Rows a resource are a mean with a fraction, which is carried from one to the next.
  let owed = 0;
  return work(() => {
    let count = 0;
    for (const group of groups) {
      database
        .transaction(() => {
          for (const resource of group) {
            owed += question.rows;
            store.insert(resource, Math.floor(owed));
            owed -= Math.floor(owed);
            known.push(resource);
            count += 1;
          }
        })
        .immediate();
    }
    return count;
  });
}

/** A thousand reads share a snapshot: taking one costs more than twice what reading does. */
function readPoints(milliseconds: number): FloorWork {
  const read = database.transaction((count: number): number => {
    let length = 0;
    for (let again = 0; again < 1000; again += 1) {
      const point = known[((count + again) * 7919) % known.length];
      if (point !== undefined) length += store.read(point)?.length ?? 0;
    }
    return length;
  });
  return work(() => {
    const deadline = performance.now() + milliseconds;
    let count = 0;
    for (; performance.now() < deadline; count += 1000) {
      if (read(count) === 0) throw new Error('The point reads found nothing.');
    }
    return count;
  });
}

function work(run: () => number): FloorWork {
  const before = usage().cpu;
  const began = performance.now();
  const count = run();
  return { count, milliseconds: performance.now() - began, cpu: usage().cpu - before };
}
