import {
  type AuditChains,
  createCollectingLogger,
  createMemoryAuditLog,
  createSeededRandom,
  createTestClock,
  tamperChain,
} from '@baseplate-epr/conformance';
import type { AuditEntry, AuditLog } from '@baseplate-epr/contracts';
import { expect, test } from 'vitest';
import { compareAudit } from './compare-audit.ts';
import { copyAudit } from './copy-audit.ts';

const random = createSeededRandom('audit change-over');
const context = {
  clock: createTestClock(),
  logger: createCollectingLogger(),
  randomBytes: (size: number) => random.bytes(size),
};

async function opened(kept: AuditChains): Promise<AuditLog> {
  const log = createMemoryAuditLog(kept);
  await log.start(context);
  return log;
}

function entryOf(requestId: string): AuditEntry {
  const agent = { id: 'a', display: 'Nurse', role: 'R8001', organisation: 'RXX01' };
  const what = { time: 1, kind: 'access', requestId, action: 'read', agent, purposeOfUse: 'TREAT' } as const;
  return { ...what, patients: ['p'], resources: [], resourceCount: 0 };
}

/** A log of three chains of ten entries, and one that is being written. */
async function source() {
  const kept: AuditChains = new Map();
  let log = await opened(kept);
  for (let chain = 0; chain < 3; chain += 1) {
    log = await opened(kept);
    await log.append({ entries: Array.from({ length: 10 }, (_, place) => entryOf(`${chain}-${place}`)) });
  }
  return { kept, log };
}

test('a copy takes every chain as it is, is begun again where it was broken off, and follows a log in use', async () => {
  const { log: from } = await source();
  const kept: AuditChains = new Map();
  const to = await opened(kept);
  const abort = new AbortController();
  const pages: number[] = [];
  const broken = copyAudit({
    from,
    to,
    limit: 4,
    signal: abort.signal,
    onPage: ({ entries, total }) => {
      pages.push(entries);
      expect(total).toBe(30);
      if (pages.length === 4) abort.abort();
    },
  });
  await expect(broken).rejects.toMatchObject({ code: 'cancelled' });
  expect(pages).toEqual([4, 8, 10, 14]);
  expect(await compareAudit({ left: from, right: to })).toMatchObject({
    same: false,
    differences: [
      { kind: 'missing', sequence: 5 },
      { kind: 'missing', sequence: 1 },
    ],
  });
  const { entries, heads } = await copyAudit({ from, to, limit: 4 });
  expect(entries).toBe(16);
  expect(await to.verify({ known: heads })).toMatchObject({ intact: true, entries: 30 });
  await from.append({ entries: [entryOf('later')] });
  await to.append({ entries: [entryOf('its own')] });
  expect((await copyAudit({ from, to })).entries).toBe(1);
  expect((await copyAudit({ from, to })).entries).toBe(0);
  expect(await compareAudit({ left: from, right: to })).toEqual({
    same: true,
    entries: { left: 31, right: 32 },
    chains: { left: 3, right: 4 },
    further: 1,
    differences: [],
  });
});

test('back again: what was written since in the other log comes along, and the own chain goes on', async () => {
  const { log: first } = await source();
  const second = await opened(new Map());
  await copyAudit({ from: first, to: second });
  await second.append({ entries: [entryOf('in the second')] });
  await copyAudit({ from: second, to: first });
  const { head } = await first.append({ entries: [entryOf('in the first again')] });
  expect(head.sequence).toBe(11);
  expect((await copyAudit({ from: first, to: second })).entries).toBe(1);
  for (const [left, right] of [
    [first, second],
    [second, first],
  ] as const) {
    expect((await compareAudit({ left, right })).same).toBe(true);
  }
});

test('a source with a damaged chain, and a target with another chain of the same name, are told', async () => {
  const { log: from, kept } = await source();
  const [name = '', chain = []] = [...kept].at(0) ?? [];
  kept.set(name, tamperChain('change-entry', chain));
  await expect(copyAudit({ from, to: await opened(new Map()) })).rejects.toMatchObject({ code: 'load-conflict' });
  kept.set(name, chain);
  const to = await opened(new Map([[name, tamperChain('recompute-chain', chain)]]));
  await copyAudit({ from, to });
  expect((await compareAudit({ left: from, right: to })).differences).toEqual([
    { kind: 'different', writer: name, sequence: 10 },
  ]);
  kept.set(name, tamperChain('remove-entry', chain));
  expect((await compareAudit({ left: from, right: to })).differences).toContainEqual({
    kind: 'broken',
    side: 'left',
    writer: name,
    sequence: 4,
  });
});
