#!/usr/bin/env node
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { againstReport } from './against/against-report.ts';
import { runAgainst } from './against/run-against.ts';
import { runCi } from './ci/run-ci.ts';
import { growthTables } from './document/growth-tables.ts';
import { writeBench } from './document/write-bench.ts';
import { writeGrowth } from './document/write-growth.ts';
import { writePostgres } from './document/write-postgres.ts';
import { runGrowth } from './grow/run-growth.ts';
import { runBench } from './measure/run-bench.ts';
import { type BenchOptions, help, OptionError, readOptions } from './options/read-options.ts';
import { postgresReport } from './postgres/postgres-report.ts';
import { runPostgres } from './postgres/run-postgres.ts';
import { report } from './report/report.ts';

const tell = (line: string) => console.error(line);
const options = chosen();
if (options === undefined) console.log(help);
else if (options.grow.length > 0) await grow(options);
else if (options.postgres) await postgres(options);
else if (options.against !== '') await against(options);
else if (options.ci) await ci(options.writeBaseline);
else await bench(options);

function chosen(): BenchOptions | undefined {
  try {
    return readOptions(process.argv.slice(2));
  } catch (error) {
    if (!(error instanceof OptionError)) throw error;
    tell(`${error.message} "pnpm bench --help" lists the options.`);
    process.exit(2);
  }
}

async function bench(chosen: BenchOptions): Promise<void> {
  const result = await runBench(chosen, tell);
  console.log(`\n${report(result)}`);
  const file = chosen.output ?? fileURLToPath(new URL('../results/latest.json', import.meta.url));
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, `${JSON.stringify(result, undefined, 2)}\n`);
  console.log(`\nFigures: ${file}`);
  if (chosen.document) await writeBench(result);
}

async function grow({ grow: sizes, data, fresh, start }: BenchOptions): Promise<void> {
  const results = await runGrowth({ sizes, folder: data, fresh, start }, tell);
  await writeGrowth(results);
  console.log(growthTables(results));
}

async function postgres(chosen: BenchOptions): Promise<void> {
  const result = await runPostgres(chosen, tell);
  console.log(`\n${postgresReport(result)}`);
  if (chosen.document) await writePostgres(result);
}

async function against(chosen: BenchOptions): Promise<void> {
  try {
    console.log(`\n${againstReport(await runAgainst(chosen, tell))}`);
  } catch (error) {
    if (!(error instanceof OptionError)) throw error;
    tell(error.message);
    process.exitCode = 2;
  }
}

async function ci(write: boolean): Promise<void> {
  const { text, regressions } = await runCi(write, tell);
  console.log(text);
  if (regressions.length === 0) return;
  const slower = regressions.map(
    ({ operation, kind, slower }) => `${operation} (${kind}) by ${(slower * 100).toFixed(0)} %`,
  );
  console.error(`\nSlower beside its floor than the baseline allows: ${slower.join(', ')}.`);
  console.error('Find the time with: pnpm bench --only read --profile /tmp/profiles');
  console.error('If it must be so, say why in the commit and write the new baseline: pnpm bench --ci --write-baseline');
  process.exitCode = 1;
}
