import { mkdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { sendRequest } from '../support/send-request.ts';
import { startRecord } from '../support/start-record.ts';
import { answerFault, secretWord } from './answer-fault.ts';
import type { Attack } from './attack.ts';
import { bundleAttacks } from './bundle-attacks.ts';
import { definitionAttacks } from './definition-attacks.ts';
import { encodingAttacks } from './encoding-attacks.ts';
import { jsonAttacks } from './json-attacks.ts';
import { mutatedRequests } from './mutated-requests.ts';
import { patchAttacks } from './patch-attacks.ts';
import { searchAttacks } from './search-attacks.ts';
import { watchRecord } from './watch-record.ts';
import { xmlAttacks } from './xml-attacks.ts';

const evidence = fileURLToPath(new URL('../../../../docs/evidence/faithfulness', import.meta.url));
/** Milliseconds an attack may take; the record has one thread, and the machine may be busy with other things. */
const patience = Number(process.env.FUZZ_PATIENCE ?? 20_000);
const mutations = Number(process.env.FUZZ_REQUESTS ?? 40_000);
const seed = Number(process.env.FUZZ_SEED ?? 20_261_129);
const attacks: readonly Attack[] = [
  ...jsonAttacks,
  ...xmlAttacks,
  ...searchAttacks,
  ...encodingAttacks,
  ...patchAttacks,
  ...definitionAttacks,
  ...bundleAttacks,
];

interface Told {
  readonly name: string;
  readonly status: number;
  readonly milliseconds: number;
  readonly fault?: string;
}

const record = await startRecord();
const told: Told[] = [];
let faults = 0;
const tell = (name: string, status: number, milliseconds: number, fault: string | undefined) => {
  if (fault !== undefined) {
    faults += 1;
    console.log(`${name} → ${status} in ${Math.round(milliseconds)} ms: ${fault}`);
  }
  told.push({ name, status, milliseconds: Math.round(milliseconds), ...(fault === undefined ? {} : { fault }) });
};
try {
  const secret = JSON.stringify({ resourceType: 'Patient', id: 'secret', name: [{ family: secretWord }] });
  const headers = { 'content-type': 'application/fhir+json' };
  await sendRequest(record.base, record.token, { method: 'PUT', path: '/Patient/secret', body: secret, headers });
  const stopWatching = watchRecord(record, '/Patient/secret');
  for (const attack of attacks) {
    if (!record.isRunning()) break;
    const answer = await sendRequest(record.base, record.token, attack);
    const unexpected = attack.expected !== undefined && !attack.expected.includes(answer.status);
    const fault =
      answerFault(attack, answer, patience) ?? (unexpected ? `expected ${attack.expected?.join(' or ')}` : undefined);
    tell(attack.name, answer.status, answer.milliseconds, fault);
  }
  const underAttack = await stopWatching();
  const watchMutations = watchRecord(record, '/Patient/secret');
  const waiting = mutatedRequests(mutations, seed);
  const statuses = new Map<number, number>();
  const work = async () => {
    for (const request of waiting) {
      if (!record.isRunning()) return;
      const answer = await sendRequest(record.base, record.token, request);
      statuses.set(answer.status, (statuses.get(answer.status) ?? 0) + 1);
      const fault = answerFault(request, answer, patience);
      if (fault !== undefined)
        tell(`${request.method} ${request.path.slice(0, 200)}`, answer.status, answer.milliseconds, fault);
    }
  };
  await Promise.all(Array.from({ length: 16 }, work));
  const mutated = await watchMutations();
  if (!record.isRunning()) tell('the record', 0, 0, `ended: ${record.said().slice(-2000)}`);
  const statusCounts = Object.fromEntries([...statuses].sort(([one], [other]) => one - other));
  const summary = { seed, mutations, statuses: statusCounts, faults, attacks: attacks.length, underAttack, mutated };
  console.log(JSON.stringify(summary, null, 1));
  mkdirSync(evidence, { recursive: true });
  writeFileSync(`${evidence}/fuzzing.json`, `${JSON.stringify({ ...summary, told }, null, 1)}\n`);
} finally {
  await record.stop();
}
if (faults > 0) process.exitCode = 1;
