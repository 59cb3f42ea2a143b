import { readFile, writeFile } from 'node:fs/promises';
import type { BenchResult } from '../measure/bench-result.ts';
import { componentRows, footnotes, goalRows, ingestRows, operationRows, settingsText } from '../report/report.ts';
import { markdownTable } from './markdown-table.ts';
import { replaceBetween } from './replace-between.ts';
import { documentFile } from './write-growth.ts';

/** Rewrites the tables of docs/performance.md that one run fills. */
export async function writeBench(result: BenchResult): Promise<void> {
  const text = [
    settingsText(result),
    markdownTable(operationRows(result)),
    markdownTable(ingestRows(result)),
    markdownTable(goalRows(result)),
    markdownTable(componentRows(result)),
    ...footnotes(result),
  ].join('\n\n');
  const document = await readFile(documentFile, 'utf8');
  await writeFile(documentFile, replaceBetween(document, 'bench', text));
}
