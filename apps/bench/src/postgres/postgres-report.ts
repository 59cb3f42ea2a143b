import { countText, millisecondsText, percentText } from '../report/figures.ts';
import { textTable } from '../report/text-table.ts';
import type { PostgresResult } from './run-postgres.ts';

/**
 * What Medplum 5.0 (TypeScript, PostgreSQL, Redis) reached on a machine of this kind, at concurrency 16, with authentication, validation and
 * history on and 200 Synthea patients: requests, or for ingest resources, a second. For orientation; it is not measured here.
 */
const medplum: Readonly<Record<string, number>> = {
  ingest: 330,
  read: 1630,
  'chart search': 620,
  'name search': 860,
  'identifier search': 1075,
  include: 800,
  $everything: 19,
  update: 230,
  create: 370,
};

/** The tables of a run, for a terminal. */
export function postgresReport(result: PostgresResult): string {
  return [postgresSettings(result), textTable(postgresRows(result)), textTable(postgresIngest(result))].join('\n\n');
}

/** What the figures were taken on. */
export function postgresSettings({ machine, patients }: PostgresResult): string {
  return `${machine.model}, ${machine.processors} processors, ${machine.platform}, Node ${machine.node}; ${patients} patients; PostgreSQL as installed (fsync and synchronous_commit on) on the same machine, its processor time not counted.`;
}

/** Every operation on both stores. */
export function postgresRows({ operations }: PostgresResult): readonly (readonly string[])[] {
  return [
    [
      'operation',
      'at once',
      'PostgreSQL per s',
      'p95 ms',
      'CPU µs',
      'SQLite per s',
      'p95 ms',
      'bare route per s',
      'of bare',
      'Medplum per s',
      'times',
    ],
    ...operations.map(({ operation, concurrency, postgres, sqlite, bare, ofBare }) => {
      const other = concurrency === 16 ? medplum[operation] : undefined;
      return [
        operation,
        String(concurrency),
        countText(postgres.rate),
        millisecondsText(postgres.p95),
        countText(postgres.cpu),
        countText(sqlite.rate),
        millisecondsText(sqlite.p95),
        countText(bare.rate),
        percentText(ofBare),
        other === undefined ? '' : countText(other),
        other === undefined ? '' : (postgres.rate / other).toFixed(1),
      ];
    }),
  ];
}

/** How fast the population went in. */
export function postgresIngest({ ingest }: PostgresResult): readonly (readonly string[])[] {
  return [
    ['ingest, 16 transactions at once', 'resources/s', 'times Medplum'],
    ['PostgreSQL', countText(ingest.postgres), (ingest.postgres / (medplum.ingest ?? 1)).toFixed(1)],
    ['SQLite', countText(ingest.sqlite), (ingest.sqlite / (medplum.ingest ?? 1)).toFixed(1)],
  ];
}
