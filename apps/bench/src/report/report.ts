import type { BenchResult } from '../measure/bench-result.ts';
import { bytesText, countText, millisecondsText, percentText } from './figures.ts';
import { judgeGoals } from './goals.ts';
import { textTable } from './text-table.ts';

/** The tables of a run, for a terminal. */
export function report(result: BenchResult): string {
  const { machine, patients, memory, files, startMilliseconds } = result;
  const settings = [...result.settings.record, ...result.settings.floor].map(
    ({ file, journal, synchronous }) => `${file} ${journal} ${synchronous}`,
  );
  return [
    `${machine.model}, ${machine.processors} processors, ${machine.platform}, Node ${machine.node}; ${patients} patients`,
    `Settings read back from the open databases: ${settings.join(' · ')}`,
    textTable(operationRows(result)),
    textTable(ingestRows(result)),
    textTable(componentRows(result)),
    `Record: ready after ${(startMilliseconds / 1000).toFixed(1)} s; peak memory ${bytesText(memory.peak)}, now ${bytesText(memory.resident)}`,
    `Files: ${Object.entries(files)
      .map(([name, size]) => `${name} ${bytesText(size)}`)
      .join(' · ')}`,
    textTable(goalRows(result)),
  ].join('\n\n');
}

/** Every operation beside its floor; per second, milliseconds, and microseconds of processor time. */
export function operationRows({ operations }: BenchResult): readonly (readonly string[])[] {
  return [
    [
      'operation',
      'at once',
      'per s',
      'p50 ms',
      'p95',
      'p99',
      'CPU µs',
      'answer',
      'floor per s',
      'CPU µs',
      'bare per s',
      'of floor',
      'by CPU',
    ],
    ...operations.map(({ operation, concurrency, record, floor, bare, ratio, cpuRatio }) => [
      operation,
      String(concurrency),
      countText(record.rate),
      millisecondsText(record.p50),
      millisecondsText(record.p95),
      millisecondsText(record.p99),
      countText(record.cpu),
      bytesText(record.bytes),
      countText(floor.rate),
      countText(floor.cpu),
      countText(bare.rate),
      percentText(ratio),
      percentText(cpuRatio),
    ]),
  ];
}

/** Ingest in resources per second beside raw inserts. */
export function ingestRows({ ingest }: BenchResult): readonly (readonly string[])[] {
  return [
    [
      'ingest',
      'at once',
      'resources/s',
      'CPU µs each',
      'bytes',
      'index rows',
      'raw inserts/s',
      'CPU µs',
      'of floor',
      'by CPU',
    ],
    ...ingest.map(({ concurrency, record, floor, ratio, cpuRatio, bytes, rows }) => [
      'transaction bundles',
      String(concurrency),
      countText(record.rate),
      countText(record.cpu),
      countText(bytes),
      rows.toFixed(1),
      countText(floor.rate),
      countText(floor.cpu),
      percentText(ratio),
      percentText(cpuRatio),
    ]),
  ];
}

function componentRows({ components }: BenchResult): readonly (readonly string[])[] {
  return [
    ['part of the floor', 'per s', 'orientation', 'of that', 'generator CPU µs', 'generator alone could'],
    ...components.map(({ name, rate, orientation, generator }) => [
      name,
      countText(rate),
      orientation === undefined ? '' : countText(orientation),
      orientation === undefined ? '' : percentText(rate / orientation),
      generator === undefined ? '' : countText(generator.cpu),
      generator === undefined ? '' : `${countText(generator.ceiling)}/s`,
    ]),
  ];
}

/** The goals of the project. */
export function goalRows(result: BenchResult): readonly (readonly string[])[] {
  return [
    ['goal', 'wanted', 'found', ''],
    ...judgeGoals(result).map(({ name, wanted, found, met }) => [
      name,
      wanted,
      found ?? 'not measured',
      met === undefined ? '' : met ? 'met' : 'NOT MET',
    ]),
  ];
}
