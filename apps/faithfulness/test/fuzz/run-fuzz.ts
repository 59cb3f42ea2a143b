import { sendRequest } from '../support/send-request.ts';
import { startRecord } from '../support/start-record.ts';
import { answerFault, secretWord } from './answer-fault.ts';
import { bundleAttacks } from './bundle-attacks.ts';
import { encodingAttacks } from './encoding-attacks.ts';
import { jsonAttacks } from './json-attacks.ts';
import { searchAttacks } from './search-attacks.ts';
import { watchRecord } from './watch-record.ts';
import { xmlAttacks } from './xml-attacks.ts';

const record = await startRecord();
console.log(record.base);
const put = (path: string, body: object) =>
  sendRequest(record.base, record.token, {
    method: 'PUT',
    path,
    body: JSON.stringify(body),
    headers: { 'content-type': 'application/fhir+json' },
  });
await put('/Patient/secret', { resourceType: 'Patient', id: 'secret', name: [{ family: secretWord }] });
const only = process.argv[2];
for (const attack of [...jsonAttacks, ...xmlAttacks, ...searchAttacks, ...encodingAttacks, ...bundleAttacks]) {
  if (only !== undefined && !attack.name.includes(only)) continue;
  const stop = watchRecord(record, '/Patient/secret');
  const answer = await sendRequest(record.base, record.token, attack);
  const watched = await stop();
  const fault =
    answerFault(attack, answer, 5000) ??
    (attack.expected !== undefined && !attack.expected.includes(answer.status)
      ? `expected ${attack.expected}`
      : undefined);
  if (fault !== undefined || watched.waited.longest > 500 || answer.milliseconds > 1000)
    console.log(
      attack.name,
      '→',
      answer.status,
      Math.round(answer.milliseconds),
      'ms; probe',
      watched.waited.longest,
      'ms',
      watched.memory.greatest,
      'MiB',
      fault ?? '',
      fault ? answer.text.slice(0, 200) : '',
    );
  if (!record.isRunning()) {
    console.log('DEAD', record.said().slice(-2000));
    break;
  }
}
console.log('end', await record.memory(), record.said().slice(-3000));
await record.stop();
