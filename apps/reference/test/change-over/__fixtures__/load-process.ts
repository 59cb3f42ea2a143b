/*
 * Writes to and reads from a record at a steady rate until its input ends; then says as JSON what was acknowledged, what failed, and how
 * long requests took. Every write makes a version that was never asked for before, so that each can be looked for; every read asks for a
 * resource that was acknowledged, and must find at least that version.
 */
import { setTimeout as wait } from 'node:timers/promises';

const [url = '', token = '', writesPerSecond = '20', readsPerSecond = '40', name = 'load'] = process.argv.slice(2);
const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/fhir+json' };
const acknowledged = new Map<string, number>();
const failures: string[] = [];
const times: number[] = [];
/** Of requests that were answered in each second since the beginning, how long each took. */
const bySecond: number[][] = [];
const startedAt = Date.now();
const inHand = new Set<Promise<void>>();
let writes = 0;
let reads = 0;
let going = true;

async function request(what: string, path: string, init: RequestInit): Promise<Response | undefined> {
  const began = performance.now();
  try {
    const response = await fetch(`${url}/fhir${path}`, { ...init, headers });
    await response.clone().arrayBuffer();
    const took = performance.now() - began;
    times.push(took);
    const second = Math.floor((Date.now() - startedAt) / 1000);
    bySecond[second] ??= [];
    bySecond[second].push(took);
    if (response.ok) return response;
    failures.push(`${what} ${path}: ${response.status} ${(await response.text()).slice(0, 300)}`);
  } catch (error) {
    const cause = error instanceof Error && error.cause instanceof Error ? error.cause.message : '';
    failures.push(`${what} ${path}: ${String(error)} ${cause} at ${new Date().toISOString()}`);
  }
  return undefined;
}

/** New resources, and further versions of those that are acknowledged; one in ten is a transaction of two. */
async function write(number: number): Promise<void> {
  const id = `${name}-${number % 7 === 0 ? number : Math.floor(number / 7) * 7 + 1000000}`;
  const resource = { resourceType: 'Basic', id, code: { text: `change ${number}` } };
  if (number % 10 === 3) {
    const ids = [`${name}-t${number}-a`, `${name}-t${number}-b`];
    const entry = ids.map((one) => ({
      resource: { ...resource, id: one },
      request: { method: 'PUT', url: `Basic/${one}` },
    }));
    const body = JSON.stringify({ resourceType: 'Bundle', type: 'transaction', entry });
    if ((await request('transaction', '', { method: 'POST', body })) !== undefined)
      for (const one of ids) acknowledged.set(`Basic/${one}`, 1);
    return;
  }
  if (number % 10 === 6) return writeBinary(number);
  const response = await request('write', `/Basic/${id}`, { method: 'PUT', body: JSON.stringify(resource) });
  const version = Number(/\d+/.exec(response?.headers.get('etag') ?? '')?.[0] ?? 0);
  const key = `Basic/${id}`;
  if (version > (acknowledged.get(key) ?? 0)) acknowledged.set(key, version);
}

/** Bytes that no other write has. */
async function writeBinary(number: number): Promise<void> {
  const key = `Binary/${name}-b${number}`;
  const data = Buffer.from(`${name} ${number} `.repeat(40)).toString('base64');
  const body = JSON.stringify({ resourceType: 'Binary', id: key.slice(7), contentType: 'text/plain', data });
  if ((await request('write', `/${key}`, { method: 'PUT', body })) !== undefined) acknowledged.set(key, 1);
}

async function read(number: number): Promise<void> {
  const keys = [...acknowledged.keys()].slice(-200);
  const key = keys[number % Math.max(1, keys.length)];
  if (key === undefined) return;
  const known = acknowledged.get(key) ?? 0;
  if (number % 20 === 7 && key.startsWith('Basic/')) {
    await request('search', `/Basic?_id=${key.slice('Basic/'.length)}`, {});
    return;
  }
  const response = await request('read', `/${key}`, {});
  const version = Number(/\d+/.exec(response?.headers.get('etag') ?? '')?.[0] ?? 0);
  if (response !== undefined && version < known) failures.push(`stale ${key}: ${version} after ${known}`);
}

async function atRate(perSecond: number, work: (number: number) => Promise<void>, count: (number: number) => void) {
  const began = performance.now();
  for (let number = 0; going; number += 1) {
    const due = began + (number * 1000) / perSecond;
    await wait(Math.max(0, due - performance.now()));
    if (!going) return;
    const one = work(number);
    count(number + 1);
    inHand.add(one);
    void one.then(() => inHand.delete(one));
  }
}

const running = Promise.all([
  atRate(Number(writesPerSecond), write, (count) => (writes = count)),
  atRate(Number(readsPerSecond), read, (count) => (reads = count)),
]);
process.stdin.resume();
process.stdin.on('end', () => {
  going = false;
});
await running;
await Promise.all(inHand);
times.sort((left, right) => left - right);
const shareOf = (sorted: readonly number[], share: number) =>
  Math.round(sorted[Math.floor((sorted.length - 1) * share)] ?? 0);
const at = (share: number) => shareOf(times, share);
// A second in which nothing was answered is a second too.
const seconds = Array.from(bySecond, (one = []) => {
  const sorted = one.toSorted((left, right) => left - right);
  return [sorted.length, shareOf(sorted, 0.99)] as const;
});
const report = { acknowledged: [...acknowledged], failures, writes, reads, p50: at(0.5), p99: at(0.99), max: at(1) };
process.stdout.write(JSON.stringify({ ...report, startedAt, seconds }));
