// Measures how much slower the record's own reads are while hostile services run beside it: one record, windows of calm and of mischief in
// turn, so that whatever else the machine does falls on both. Usage: node src/isolation/run-isolation.ts [pairs of windows] [seconds each]
import { mkdtemp, rm } from 'node:fs/promises';
import { Agent, get } from 'node:http';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { percentile } from '../load/percentile.ts';
import { signIn } from '../processes/sign-in.ts';
import { startRecord } from '../processes/start-record.ts';
import { hostileNames } from './hostile-services.ts';

const [pairs = 20, seconds = 2] = process.argv.slice(2).map(Number);
const configuration = fileURLToPath(new URL('./baseplate.hostile.config.ts', import.meta.url));
const folder = await mkdtemp(join(tmpdir(), 'baseplate-isolation-'));
const record = await startRecord(folder, { configuration, words: ['--seed', '20'] });
const agent = new Agent({ keepAlive: true, maxSockets: 1 });

/** Reads one path whole; milliseconds and the text. */
function read(path: string, headers: Readonly<Record<string, string>>): Promise<{ took: number; text: string }> {
  const began = performance.now();
  return new Promise((resolve, reject) => {
    get({ host: '127.0.0.1', port: record.port, path, headers, agent }, (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (piece: string) => {
        text += piece;
      });
      // Also when it was broken off: a service may end amid its answer.
      response.on('close', () => resolve({ took: performance.now() - began, text }));
    }).on('error', reject);
  });
}

try {
  const cookie = await signIn(record.port, 'consultant');
  const authorization = `Bearer ${await record.token('consultant')}`;
  const { entry } = JSON.parse((await read('/fhir/Patient?_count=20', { authorization })).text) as {
    readonly entry: readonly { readonly resource: { readonly id: string } }[];
  };
  const paths = entry.flatMap(({ resource: { id } }) => [
    `/fhir/Patient/${id}`,
    `/fhir/Observation?patient=${id}&_count=20`,
  ]);
  const turn = (to: 'on' | 'off') =>
    Promise.all(hostileNames.map((name) => read(`/services/${name}/${to}`, { cookie })));
  const window = async (took: number[]) => {
    const end = performance.now() + seconds * 1000;
    for (let index = 0; performance.now() < end; index += 1) {
      took.push((await read(paths[index % paths.length] ?? '', { authorization })).took);
    }
  };
  await window([]);
  const calm: number[] = [];
  const beside: number[] = [];
  const line = (name: string, took: readonly number[]) =>
    `${name}  n ${String(took.length).padStart(6)}  p50 ${percentile(took, 0.5).toFixed(2)} ms  p95 ${percentile(took, 0.95).toFixed(2)} ms  p99 ${percentile(took, 0.99).toFixed(2)} ms`;
  for (let pair = 1; pair <= pairs; pair += 1) {
    const quiet: number[] = [];
    const loud: number[] = [];
    await window(quiet);
    await turn('on');
    await window(loud);
    await turn('off');
    await wait(2000);
    console.log(
      `pair ${pair}, load ${loadavg()[0]?.toFixed(1)}\n  ${line('calm   ', quiet)}\n  ${line('hostile', loud)}`,
    );
    calm.push(...quiet);
    beside.push(...loud);
  }
  const change = (percentile(beside, 0.95) / percentile(calm, 0.95) - 1) * 100;
  console.log(`all\n  ${line('calm   ', calm)}\n  ${line('hostile', beside)}\n  p95 moves by ${change.toFixed(1)} %`);
} finally {
  agent.destroy();
  await record.stop();
  await rm(folder, { recursive: true, force: true });
}
