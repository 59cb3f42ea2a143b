import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { ChangeOverChart, Second } from './change-over-chart.ts';

const folder = new URL('../../../docs/evidence/change-over/', import.meta.url);

/** Where the chart in docs/change-over.md is. */
export const chartFile = fileURLToPath(new URL('../../../docs/pictures/change-over.svg', import.meta.url));

/** Reads what the last long run has left. */
export function evidenceOfChangeOver(): ChangeOverChart {
  const { at, machine, options, steady } = JSON.parse(readFileSync(new URL('run.json', folder), 'utf8'));
  const [, ...rows] = readFileSync(new URL('steady.csv', folder), 'utf8').trim().split('\n');
  const seconds = rows.map((row): Second => {
    const [, requests = '', p99 = ''] = row.split(',');
    return [Number(requests), Number(p99)];
  });
  const caption = `${at.slice(0, 10)}: ${options.writes} writes and ${options.reads} reads a second asked for, ${options.processes} processes, ${machine.processors} processors that others used too: load average ${machine.busy.middle}.`;
  return { seconds, marks: steady.marks, caption };
}
