import type { GrowthResult, GrowthResults } from '../grow/growth-result.ts';
import { bytesText, countText, millisecondsText } from '../report/figures.ts';
import { markdownTable } from './markdown-table.ts';

const shown = ['read', 'identifier search', 'chart search', 'name search', '$everything'];
const busiest = 16;

/** The tables of a record that grew, for the document. */
export function growthTables(results: GrowthResults): string {
  const { sizes, machine } = results;
  return [
    `${machine.model}, ${machine.processors} processors, Node ${machine.node}.`,
    markdownTable([
      ['', ...sizes.map(({ patients }) => `${patients.toLocaleString('en-GB')} patients`)],
      ...rows(sizes),
    ]),
    markdownTable([
      [
        'goal, from the first size to the last',
        'allowed',
        'by rate',
        'by processor time',
        'the same beside the floor’s',
        '',
      ],
      ...judge(sizes),
    ]),
  ].join('\n\n');
}

function rows(sizes: readonly GrowthResult[]): readonly (readonly string[])[] {
  const row = (name: string, of: (size: GrowthResult) => string) => [name, ...sizes.map(of)];
  const requests = shown.flatMap((name) => [
    row(`${name}, per second`, (size) => countText(at(size, name, busiest)?.record.rate ?? Number.NaN)),
    row(`${name}, CPU µs`, (size) => countText(at(size, name, busiest)?.record.cpu ?? Number.NaN)),
    row(`${name}, CPU µs of the floor`, (size) => countText(at(size, name, busiest)?.floor.cpu ?? Number.NaN)),
    row(`${name} alone, p50 / p99 ms`, (size) => {
      const { p50 = Number.NaN, p99 = Number.NaN } = at(size, name, 1)?.record ?? {};
      return `${millisecondsText(p50)} / ${millisecondsText(p99)}`;
    }),
  ]);
  const sum = ({ files }: GrowthResult) => Object.values(files).reduce((total, size) => total + size, 0);
  return [
    row('resources', ({ resources }) => resources.toLocaleString('en-GB')),
    ...requests,
    row('ingest, resources/s', ({ ingest }) => countText(ingest.rate)),
    row('ingest, CPU µs', ({ ingest }) => countText(ingest.cpu)),
    row('peak memory while loading', ({ memory }) => bytesText(memory.loading.peak)),
    row('its own memory after loading', ({ memory }) => bytesText(memory.loading.own ?? Number.NaN)),
    row('peak memory while measuring', ({ memory }) => bytesText(memory.measuring.peak)),
    row('its own memory after measuring', ({ memory }) => bytesText(memory.measuring.own ?? Number.NaN)),
    row('files', (size) => bytesText(sum(size))),
    row('files, bytes a resource', (size) => countText(sum(size) / size.resources)),
    row('start, s', ({ startMilliseconds }) => (startMilliseconds / 1000).toFixed(1)),
  ];
}

function at({ operations }: GrowthResult, name: string, wanted: number) {
  return operations.find(({ operation, concurrency }) => operation === name && concurrency === wanted);
}

function judge(sizes: readonly GrowthResult[]): readonly (readonly string[])[] {
  const [first, last] = [sizes[0], sizes.at(-1)];
  if (first === undefined || last === undefined) return [];
  const line = (name: string, allowed: number, byRate: number, byCpu: number, besideFloor?: number) => [
    name,
    `≤ ${allowed} ×`,
    times(byRate),
    times(byCpu),
    besideFloor === undefined ? '' : times(besideFloor),
    verdict(allowed, { met: byRate, 'met by processor time only': byCpu, 'met beside the floor only': besideFloor }),
  ];
  const memory = (of: (size: GrowthResult) => number) => of(last) / of(first);
  return [
    ...['read', 'identifier search', 'chart search'].map((name) => {
      const [few, many] = [at(first, name, busiest), at(last, name, busiest)];
      const byCpu = (many?.record.cpu ?? 0) / (few?.record.cpu ?? 0);
      // What the floor does is the same at every size: when it costs more, the machine had other work.
      const ofFloor = (many?.floor.cpu ?? 0) / (few?.floor.cpu ?? 0);
      return line(`${name} slower`, 1.5, (few?.record.rate ?? 0) / (many?.record.rate ?? 0), byCpu, byCpu / ofFloor);
    }),
    line('ingest slower', 2, first.ingest.rate / last.ingest.rate, last.ingest.cpu / first.ingest.cpu),
    [
      'memory of its own, while measuring',
      'flat',
      times(memory(({ memory: { measuring } }) => measuring.own ?? Number.NaN)),
      '',
      '',
      '',
    ],
  ];
}

function times(factor: number): string {
  return `${factor.toFixed(2)} ×`;
}

/** The first of the ways to look at it by which a goal is met. */
function verdict(allowed: number, ways: Readonly<Record<string, number | undefined>>): string {
  return Object.entries(ways).find(([, factor = Number.NaN]) => factor <= allowed)?.[0] ?? 'NOT MET';
}
