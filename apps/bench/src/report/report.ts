import type { BenchResult } from '../measure/bench-result.ts';
import { bytesText, countText, millisecondsText, percentText } from './figures.ts';
import { judgeGoals } from './goals.ts';
import { textTable } from './text-table.ts';

/** The tables of a run, for a terminal. */
export function report(result: BenchResult): string {
  return [
    settingsText(result),
    textTable(operationRows(result)),
    textTable(ingestRows(result)),
    textTable(componentRows(result)),
    ...footnotes(result),
    textTable(goalRows(result)),
  ].join('\n\n');
}

/** What the figures were taken on, and how durable both sides were. */
export function settingsText({ machine, patients, settings }: BenchResult): string {
  const shown = [...settings.record, ...settings.floor].map(
    ({ file, journal, synchronous }) => `${file} ${journal} ${synchronous}`,
  );
  const on = `${machine.model}, ${machine.processors} processors, ${machine.platform}, Node ${machine.node}; ${patients} patients.`;
  return `${on} Settings read back from the open databases: ${[...new Set(shown)].join(', ')}.`;
}

/** Start, memory and files of the record. */
export function footnotes({ memory, files, startMilliseconds }: BenchResult): readonly string[] {
  return [
    `Record: ready after ${(startMilliseconds / 1000).toFixed(1)} s; ${memoryText(memory)}.`,
    `Files: ${Object.entries(files)
      .map(([name, size]) => `${name} ${bytesText(size)}`)
      .join(', ')}.`,
  ];
}

function memoryText({ loaded, end }: BenchResult['memory']): string {
  const own = (own: number | undefined) => (own === undefined ? '' : ` of which its own ${bytesText(own)}`);
  return [
    `peak memory ${bytesText(end.peak)}`,
    `after loading ${bytesText(loaded.resident)}${own(loaded.own)}`,
    `at the end ${bytesText(end.resident)}${own(end.own)} (the rest is mapped files)`,
  ].join('; ');
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
      bare === undefined ? '' : countText(bare.rate),
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

/** The parts of the floor beside what they reached on a machine like the one the goals were set on. */
export function componentRows({ components }: BenchResult): readonly (readonly string[])[] {
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

/** The goals of the project, each beside what was found with so many requests at once. */
export function goalRows(result: BenchResult): readonly (readonly string[])[] {
  return [
    ['goal', 'wanted', 'at once', 'found', ''],
    ...judgeGoals(result).flatMap(({ name, wanted, found }) =>
      found.length === 0
        ? [[name, wanted, '', 'not measured', '']]
        : found.map(({ concurrency, text, met }) => [
            name,
            wanted,
            concurrency === undefined ? '' : String(concurrency),
            text,
            met ? 'met' : 'NOT MET',
          ]),
    ),
  ];
}
