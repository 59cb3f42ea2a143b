import { randomInt } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { AuditEntry } from '@baseplate-epr/contracts';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createAppendQueue } from './append-queue.ts';
import { startWritingThread, type WritingThread } from './writing-thread.ts';

let directory: string;
let thread: WritingThread;
/** The groups that were written, each as the texts of its entries. */
let groups: (readonly string[])[];

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'audit-queue-'));
  thread = await startWritingThread(
    { file: join(directory, 'audit.db'), writer: 'w' },
    { died: () => undefined, indexing: () => undefined },
  );
  groups = [];
});

afterEach(async () => {
  await thread.close();
  await rm(directory, { recursive: true });
});

function queueOf(groupBytes: number) {
  const write = (contents: readonly string[]) => {
    groups.push(contents);
    return thread.write(contents);
  };
  return createAppendQueue({ ...thread, write }, { writer: 'w', groupBytes });
}

function entryOf(requestId: string, display: string): AuditEntry {
  const agent = { id: 'a', display, role: 'R8001', organisation: 'RXX01' };
  const what = { time: 1, kind: 'access', requestId, action: 'read', agent, purposeOfUse: 'TREAT' } as const;
  return { ...what, patients: ['p'], resources: [], resourceCount: 0 };
}

const bytesOf = (contents: readonly string[]) => contents.reduce((sum, one) => sum + Buffer.byteLength(one), 0);

test('a crowd of large appends goes in groups of bounded bytes, in order, as few as they fit into', async () => {
  const most = 100_000;
  const queue = queueOf(most);
  // Two bytes a letter, and some appends larger than a group may be.
  const sizes = Array.from({ length: 200 }, (_, place) => (place % 50 === 49 ? 60_000 : randomInt(1, 12_000)));
  const appends = sizes.map((size, place) => [entryOf(`${place}-a`, 'é'.repeat(size)), entryOf(`${place}-b`, 'x')]);
  const heads = await Promise.all(appends.map((entries) => queue.append(entries)));

  expect(heads.map(({ sequence }) => sequence)).toEqual(sizes.map((_, place) => 2 * (place + 1)));
  const written = groups.flat().map((content) => JSON.parse(content).requestId);
  expect(written).toEqual(appends.flat().map(({ requestId }) => requestId));
  for (const [place, group] of groups.entries()) {
    expect(bytesOf(group) <= most || group.length === 2, `group ${place}`).toBe(true);
    // An append is never divided, and what comes next would not have fitted.
    expect(group.length % 2).toBe(0);
    const next = groups[place + 1]?.slice(0, 2) ?? [];
    if (next.length > 0) expect(bytesOf(group) + bytesOf(next)).toBeGreaterThan(most);
  }
});

test('small appends that arrive together share one write, however many they are', async () => {
  const queue = queueOf(4 * 1024 * 1024);
  await Promise.all(Array.from({ length: 1000 }, (_, place) => queue.append([entryOf(String(place), 'Nurse')])));
  expect(groups).toHaveLength(1);
});
