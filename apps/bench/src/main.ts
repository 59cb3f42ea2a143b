#!/usr/bin/env node
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runBench } from './measure/run-bench.ts';
import { help, readOptions } from './options/read-options.ts';
import { report } from './report/report.ts';

const options = readOptions(process.argv.slice(2));
if (options === undefined) console.log(help);
else {
  const result = await runBench(options, (line) => console.error(line));
  console.log(`\n${report(result)}`);
  const file = options.output ?? fileURLToPath(new URL('../results/latest.json', import.meta.url));
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, `${JSON.stringify(result, undefined, 2)}\n`);
  console.log(`\nFigures: ${file}`);
}
