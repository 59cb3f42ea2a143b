// Proves that the import rules bind: plants one violation of each kind and expects the tool to name the rule.
import { spawnSync } from 'node:child_process';
import { rmSync, writeFileSync } from 'node:fs';

const planted = [
  ['packages/contracts/src/planted.ts', "import '../../fhir/src/index.ts';\n", 'contracts-imports'],
  ['packages/composer/src/planted.ts', "import '../../data/records-sqlite/src/index.ts';\n", 'composer-imports'],
  ['packages/record-query/src/planted.ts', "import '../../fhir/src/index.ts';\n", 'record-query-imports'],
  ['packages/conformance/src/planted.ts', "import '../../composer/src/index.ts';\n", 'conformance-imports'],
  ['packages/data/audit-sqlite/src/planted.ts', "import '../../state-sqlite/src/index.ts';\n", 'adapter-imports'],
  [
    'packages/data/audit-sqlite/src/planted.ts',
    "import '../../../postgres-connection/src/index.ts';\n",
    'postgres-connection-users',
  ],
  [
    'packages/data/state-postgres/src/planted.ts',
    "import '../../../sqlite-connection/src/index.ts';\n",
    'sqlite-connection-users',
  ],
  ['packages/services/results/src/planted.ts', "import '../../medicines/src/index.ts';\n", 'service-imports'],
  ['packages/services/medicines/src/planted.ts', "import '../../../record/src/index.ts';\n", 'service-imports'],
  ['packages/services/documents/src/planted.ts', "import 'node:net';\n", 'service-without-node-data'],
  ['packages/record/src/planted.ts', "import '../../fhir/src/json/parsed-resource.ts';\n", 'no-deep-imports'],
];

// One call for all: what it costs is to read the workspace, and a file is planted once, whatever is planted in it.
const lines = Map.groupBy(planted, ([file]) => file);
const told = (() => {
  try {
    for (const [file, all] of lines) writeFileSync(file, all.map(([, text]) => text).join(''));
    const options = ['--config', '.dependency-cruiser.mjs', '--output-type', 'json', ...lines.keys()];
    const { stdout } = spawnSync('node_modules/.bin/depcruise', options, { encoding: 'utf8', maxBuffer: 1e8 });
    return JSON.parse(stdout).summary.violations;
  } finally {
    for (const file of lines.keys()) rmSync(file, { force: true });
  }
})();
const unnoticed = planted.filter(
  ([file, , rule]) => !told.some(({ from, rule: broken }) => from === file && broken.name === rule),
);

for (const [file, , rule] of unnoticed) console.error(`The rule ${rule} did not notice ${file}.`);
if (unnoticed.length > 0) process.exit(1);
console.log(`${planted.length} planted violations noticed.`);
