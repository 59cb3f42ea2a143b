import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type OpenRecord, openRecord } from './open-record.ts';

const shared = process.env.BASEPLATE_SHARED_DATA;
const folder = shared === undefined ? undefined : join(shared, 'synthea');

interface BundleText {
  readonly entry?: readonly {
    readonly resource?: { readonly resourceType: string; readonly id?: string };
    readonly response?: { readonly status?: string };
  }[];
  readonly link?: readonly { readonly relation: string; readonly url: string }[];
  readonly total?: number;
}

let record: OpenRecord;
let token: string;

beforeAll(async () => {
  record = await openRecord();
  token = await record.token('system', { timeToLive: 3600 });
});

afterAll(() => record.stop());

const available = folder !== undefined && existsSync(folder);
const notRun = 'not run: set BASEPLATE_SHARED_DATA to a folder that holds synthea/*.json.gz';
const title = 'real Synthea bundles import whole, and every reference in them leads somewhere';
// A test that did not run must not look like one that passed.
if (!available) console.warn(`${title}: ${notRun}`);

test.runIf(available)(available ? title : notRun, { timeout: 300_000 }, async () => {
  const sent = new Map<string, number>();
  for (const name of (await readdir(folder ?? '')).filter((file) => /\.json(\.gz)?$/.test(file)).sort()) {
    const bytes = await readFile(join(folder ?? '', name));
    const body = (name.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString();
    const answer = await record.send('POST /', { token, body });
    expect(answer.status, answer.text.slice(0, 500)).toBe(200);
    const { entry = [] } = JSON.parse(answer.text) as BundleText;
    expect(entry.every(({ response }) => response?.status === '201')).toBe(true);
    for (const { resource } of (JSON.parse(body) as BundleText).entry ?? []) {
      if (resource !== undefined) sent.set(resource.resourceType, (sent.get(resource.resourceType) ?? 0) + 1);
    }
  }
  expect(sent.size).toBeGreaterThan(5);

  const kept = new Set<string>();
  const references = new Set<string>();
  for (const [type, count] of sent) {
    const total = await record.send(`GET /${type}?_summary=count`, { token });
    expect([type, (JSON.parse(total.text) as BundleText).total]).toEqual([type, count]);
    let next: string | undefined = `/${type}?_count=500`;
    while (next !== undefined) {
      const { text } = await record.send(`GET ${next}`, { token });
      const page = JSON.parse(text) as BundleText;
      for (const { resource } of page.entry ?? []) kept.add(`${type}/${resource?.id}`);
      for (const [, reference = ''] of text.matchAll(/"reference":"([^"#][^"]*)"/g)) references.add(reference);
      next = page.link?.find(({ relation }) => relation === 'next')?.url;
    }
  }
  expect(kept.size).toBe([...sent.values()].reduce((sum, count) => sum + count, 0));
  expect([...references].filter((reference) => !kept.has(reference))).toEqual([]);
});
