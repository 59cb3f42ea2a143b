import { mkdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { compareSearches } from '../oracle/compare-searches.ts';
import { readDefinitions } from '../oracle/definitions.ts';
import { createOracle } from '../oracle/oracle.ts';
import { startRecord } from '../support/start-record.ts';
import { compareDefinitions } from './compare-definitions.ts';
import { readExamples } from './example.ts';
import { fetchExamples } from './fetch-examples.ts';
import { knownFaults } from './known-faults.ts';
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
// Definitions are four fifths of the examples; without them a run takes half a minute, and is no evidence.
const isQuick = process.argv.includes('--without-definitions');
const keep = (name: string, found: object) => {
  if (!isQuick) writeFileSync(`${evidence}/${name}.json`, `${JSON.stringify(found, null, 2)}\n`);
};
const folder = fetchExamples();
if (folder !== undefined) {
  mkdirSync(evidence, { recursive: true });
  const all = readExamples(folder);
  const examples = isQuick ? all.filter(({ type, text }) => !definitions.has(type) && text.length < 1_000_000) : all;
  const otherwise = compareDefinitions(all);
  for (const path of otherwise) console.log(`${path} is not as R4 defines it.`);
  const record = await startRecord();
  try {
    const loaded = await loadExamples(record, examples);
    console.log(
      `${examples.length} examples: ${loaded.held.length} taken, ${loaded.refused.length} refused, ${loaded.changed.length} changed.`,
    );
    const unexpected = loaded.refused.filter(({ example }) => !knownFaults.has(example));
    for (const { example, status, reasons } of unexpected) console.log(`${example} → ${status}: ${reasons.join(' ')}`);
    keep('examples', {
      examples: examples.length,
      taken: loaded.held.length,
      changed: loaded.changed,
      refused: loaded.refused.map((one) => ({ ...one, fault: knownFaults.get(one.example) })),
    });
    const oracle = createOracle(loaded.held, readDefinitions(all), record.base);
    const compared = await compareSearches(record, oracle);
    keep('searches', compared);
    console.log(JSON.stringify(compared.kinds, null, 1));
    console.log(`${compared.searches} searches, ${compared.differences.length} differ.`);
    for (const difference of compared.differences.slice(0, 50)) console.log(JSON.stringify(difference));
    const faults = [unexpected, loaded.changed, compared.differences, otherwise];
    if (faults.some((found) => found.length > 0)) process.exitCode = 1;
  } finally {
    await record.stop();
  }
}
