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

const unnoticed = planted.filter(([file, text, rule]) => {
  writeFileSync(file, text);
  try {
    const options = ['--config', '.dependency-cruiser.mjs', '--output-type', 'err', file];
    const { status, stdout } = spawnSync('node_modules/.bin/depcruise', options, { encoding: 'utf8' });
    return status === 0 || !stdout.includes(rule);
  } finally {
    rmSync(file);
  }
});

for (const [file, , rule] of unnoticed) console.error(`The rule ${rule} did not notice ${file}.`);
if (unnoticed.length > 0) process.exit(1);
console.log(`${planted.length} planted violations noticed.`);
