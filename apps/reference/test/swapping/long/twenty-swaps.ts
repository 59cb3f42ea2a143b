/*
 * Twenty swaps in a row while people look at screens and write notes: the service of notes goes from one installed version to another and
 * back, every tenth time by a rollback. Says what was measured, writes it to docs/evidence/swapping/, and sets the exit code if a request
 * failed, a process was left behind, or memory grew.
 *
 *   node test/swapping/long/twenty-swaps.ts [--swaps 20] [--people 3] [--rest 100] [--place inline|worker|process]
 */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { installVersion } from '../install-version.ts';
import { startScreens } from '../screen-load.ts';
import { startWard } from '../ward.ts';
import { familyOf, residentMegabytes } from './processes-of.ts';

const { values } = parseArgs({
  options: {
    swaps: { type: 'string', default: '20' },
    people: { type: 'string', default: '3' },
    rest: { type: 'string', default: '100' },
    place: { type: 'string', default: 'inline' },
  },
});
const swaps = Number(values.swaps);
const folder = mkdtempSync(join(tmpdir(), 'baseplate-twenty-swaps-'));
const lines: string[] = [];
const say = (line: string) => {
  lines.push(line);
  process.stdout.write(`${line}\n`);
};

const versions = ['9.1.0', '9.2.0'].map((version) => installVersion(folder, { version, title: `Notes ${version}` }));
const ward = await startWard({ data: join(folder, 'data'), processes: 2, patients: 5 });
const family = () => familyOf(ward.record.child.pid ?? 0);
const memory = () => ward.serving().map(residentMegabytes);
const choose = (number: number) => ({ NOTES: versions[number % 2] ?? '', PLACE: values.place });

say(`${new Date().toISOString()}, Node ${process.versions.node}, ${cpus().length} cores, 2 processes serve`);
say(`${swaps} swaps, ${values.people} people at screens, the swapped service runs in place "${values.place}"`);
// Both versions have run once before memory is looked at: what is loaded inline stays loaded.
for (const number of [0, 1]) {
  const { code, answered, said } = await ward.run(['apply'], choose(number));
  if (code === 0) continue;
  await ward.record.stop('SIGTERM');
  throw new Error(`${answered}${said}`);
}
const load = await startScreens({ ...ward, people: Number(values.people), rest: Number(values.rest) });
await wait(20_000);
const before = { processes: family().length, memory: memory() };
say(`before: ${before.processes} processes, ${before.memory.join(' and ')} MB in those that serve`);

const faults: string[] = [];
for (let number = 0; number < swaps; number += 1) {
  const words = number % 10 === 9 ? ['rollback'] : ['apply'];
  const began = performance.now();
  const { code, answered, said } = await ward.run(words, choose(number));
  const took = /answer there since (\d+) ms/.exec(answered)?.[1] ?? '?';
  if (code !== 0) faults.push(`swap ${number + 1} (${words.join(' ')}) ended with ${code}: ${said}`);
  say(
    `swap ${number + 1}: ${words.join(' ')}, loaded and in front everywhere after ${took} ms (command ${Math.round(performance.now() - began)} ms); ${family().length} processes, ${memory().join(' and ')} MB`,
  );
  await wait(1000);
}
await wait(5000);
const after = { processes: family().length, memory: memory() };
const report = await load.stop();
say(
  `load average of the machine ${loadavg()
    .map((load) => load.toFixed(1))
    .join(', ')}`,
);
say(`after: ${after.processes} processes, ${after.memory.join(' and ')} MB in those that serve`);
say(
  `${report.requests} requests, ${report.notes} notes among them; ${report.failures.length} failed; half within ${report.p50} ms, 99 of 100 within ${report.p99} ms, all within ${report.max} ms`,
);
faults.push(...report.failures.slice(0, 20));
faults.push(
  ...ward.record
    .said()
    .split('\n')
    .filter((line) => line.includes('did not answer a fragment'))
    .slice(0, 20),
);
if (after.processes !== before.processes)
  faults.push(`${after.processes - before.processes} more processes than before`);
for (const [index, megabytes] of after.memory.entries()) {
  const first = before.memory[index] ?? 0;
  if (megabytes > first * 1.2 + 20) faults.push(`memory of one process grew from ${first} to ${megabytes} MB`);
}
const stopped = await ward.record.stop('SIGTERM');
if (stopped !== 0) faults.push(`the record did not stop in order: ${stopped}`);
say(faults.length === 0 ? 'No fault.' : `Faults:\n${faults.map((fault) => `  ${fault}`).join('\n')}`);
const evidence = fileURLToPath(new URL('../../../../../docs/evidence/swapping', import.meta.url));
mkdirSync(evidence, { recursive: true });
writeFileSync(join(evidence, `twenty-${values.place}.txt`), `${lines.join('\n')}\n`);
rmSync(folder, { recursive: true, force: true });
process.exitCode = faults.length === 0 ? 0 : 1;
