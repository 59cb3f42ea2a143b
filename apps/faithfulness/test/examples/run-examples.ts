import { mkdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { compareSearches } from '../oracle/compare-searches.ts';
import { readDefinitions } from '../oracle/definitions.ts';
import { createOracle } from '../oracle/oracle.ts';
import { startRecord } from '../support/start-record.ts';
import { readExamples } from './example.ts';
import { fetchExamples } from './fetch-examples.ts';
import { loadExamples } from './load-examples.ts';

const definitions = new Set([
  'SearchParameter',
  'ValueSet',
  'CodeSystem',
  'StructureDefinition',
  'ConceptMap',
  'OperationDefinition',
]);
const evidence = fileURLToPath(new URL('../../../../docs/evidence/faithfulness', import.meta.url));
const folder = fetchExamples();
if (folder !== undefined) {
  mkdirSync(evidence, { recursive: true });
  const all = readExamples(folder);
  // Definitions are four fifths of the examples; without them a run takes a few minutes.
  const isQuick = process.argv.includes('--without-definitions');
  const examples = isQuick ? all.filter(({ type, text }) => !definitions.has(type) && text.length < 1_000_000) : all;
  const record = await startRecord();
  try {
    const loaded = await loadExamples(record, examples);
    console.log(
      `${examples.length} examples: ${loaded.held.length} taken, ${loaded.refused.length} refused, ${loaded.changed.length} changed.`,
    );
    writeFileSync(
      `${evidence}/examples.json`,
      `${JSON.stringify({ examples: examples.length, taken: loaded.held.length, changed: loaded.changed, refused: loaded.refused }, null, 1)}\n`,
    );
    const oracle = createOracle(loaded.held, readDefinitions(all), record.base);
    const compared = await compareSearches(record, oracle);
    writeFileSync(`${evidence}/searches.json`, `${JSON.stringify(compared, null, 1)}\n`);
    console.log(JSON.stringify(compared.kinds, null, 1));
    console.log(`${compared.searches} searches, ${compared.differences.length} differ.`);
  } finally {
    await record.stop();
  }
}
