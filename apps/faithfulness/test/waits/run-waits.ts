import { mkdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { sendRequest } from '../support/send-request.ts';
import { startRecord } from '../support/start-record.ts';
import { largeBodies } from './large-bodies.ts';

const evidence = fileURLToPath(new URL('../../../../docs/evidence/faithfulness', import.meta.url));
/** What one resource may have at most, and what a large import may send. */
const sizes = [4_000_000, 10_000_000];
/** Milliseconds that others may have to wait, on a machine that is busy with other things. */
const patience = Number(process.env.WAITS_PATIENCE ?? 5000);
/** Milliseconds between the reads of the client that waits. */
const rest = 5;

const record = await startRecord();
try {
  const patient = JSON.stringify({ resourceType: 'Patient', id: 'watched' });
  const headers = { 'content-type': 'application/fhir+json' };
  const watched = '/Patient/watched';
  await sendRequest(record.base, record.token, { method: 'PUT', path: watched, body: patient, headers });
  const told: object[] = [];
  for (const { name, ...large } of sizes.flatMap(largeBodies)) {
    let done = false;
    const waits: number[] = [];
    const reading = (async () => {
      while (!done) {
        waits.push((await sendRequest(record.base, record.token, { method: 'GET', path: watched })).milliseconds);
        await new Promise((resolve) => setTimeout(resolve, rest));
      }
    })();
    await new Promise((resolve) => setTimeout(resolve, 300));
    const answer = await sendRequest(record.base, record.token, large);
    done = true;
    await reading;
    const sorted = waits.toSorted((one, other) => one - other);
    const one = {
      name,
      bytes: Buffer.byteLength(large.body ?? ''),
      status: answer.status,
      milliseconds: Math.round(answer.milliseconds),
      longestWait: Math.round(sorted.at(-1) ?? 0),
      median: Math.round(sorted[Math.floor(sorted.length / 2)] ?? 0),
      reads: waits.length,
    };
    console.log(JSON.stringify(one));
    told.push(one);
    if (one.longestWait > patience || one.status === 0 || one.status >= 500) process.exitCode = 1;
  }
  mkdirSync(evidence, { recursive: true });
  writeFileSync(`${evidence}/waits.json`, `${JSON.stringify(told, null, 2)}\n`);
} finally {
  await record.stop();
}
