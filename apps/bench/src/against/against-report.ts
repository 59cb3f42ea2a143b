import { bytesText, countText, millisecondsText } from '../report/figures.ts';
import { textTable } from '../report/text-table.ts';
import type { AgainstResult } from './run-against.ts';
import { type Spread, tells } from './spread.ts';

/** What a run tells, for a terminal. */
export function againstReport({ operations, memory }: AgainstResult): string {
  const rows = operations.map(({ operation, concurrency, mine, other, rate, cpu }) => [
    operation,
    `${concurrency}`,
    ...[mine, other].flatMap((side) => [countText(side.rate), millisecondsText(side.p95), countText(side.cpu)]),
    spreadText(rate),
    spreadText(cpu),
  ]);
  const head = ['', 'at once', 'this per s', 'p95 ms', 'CPU µs', 'other per s', 'p95 ms', 'CPU µs', 'rate', 'CPU'];
  return [
    textTable([head, ...rows]),
    '',
    'Rate and CPU: this checkout by the other, the middle of the rounds and between what half of them lie; * where that half is on one side of 1 in eight rounds or more.',
    `Highest memory: this ${bytesText(memory.mine.peak)}, other ${bytesText(memory.other.peak)}.`,
  ].join('\n');
}

function spreadText(spread: Spread): string {
  const { low, middle, high } = spread;
  return `${middle.toFixed(2)} (${low.toFixed(2)} to ${high.toFixed(2)})${tells(spread) ? ' *' : ''}`;
}
