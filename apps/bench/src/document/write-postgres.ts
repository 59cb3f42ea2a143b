import { readFile, writeFile } from 'node:fs/promises';
import { postgresIngest, postgresRows, postgresSettings } from '../postgres/postgres-report.ts';
import type { PostgresResult } from '../postgres/run-postgres.ts';
import { markdownTable } from './markdown-table.ts';
import { replaceBetween } from './replace-between.ts';
import { documentFile } from './write-growth.ts';

/** Rewrites the tables of docs/performance.md about PostgreSQL. */
export async function writePostgres(result: PostgresResult): Promise<void> {
  const text = [
    postgresSettings(result),
    markdownTable(postgresRows(result)),
    markdownTable(postgresIngest(result)),
  ].join('\n\n');
  const document = await readFile(documentFile, 'utf8');
  await writeFile(documentFile, replaceBetween(document, 'postgres', text));
}
