// A page for each contract, from its TSDoc and its kit. With --check nothing is written: what differs is named, and is a failure.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  auditLogKit,
  digitalServiceKit,
  documentStoreKit,
  hostKit,
  identityKit,
  recordStoreKit,
  stateStoreKit,
} from '../packages/conformance/src/index.ts';
import { contractVersions } from '../packages/contracts/src/index.ts';
import { roles } from '../packages/hosting/identity-local/src/role.ts';
import { readDeclarations } from './contract-pages/read-declarations.mjs';
import { anchor, contractPage, sharedPage } from './contract-pages/write-page.mjs';
import { rolesPage, rolesSource } from './contract-pages/write-roles.mjs';

const sources = 'packages/contracts/src';
const pages = 'docs/contracts';
const mainOf = {
  'record-store': 'RecordStore',
  'document-store': 'DocumentStore',
  'state-store': 'StateStore',
  'audit-log': 'AuditLog',
  identity: 'Identity',
  'digital-service': 'DigitalService',
  host: 'Host',
};
// The cases of services need a running record only when they run.
const allKits = [
  recordStoreKit,
  documentStoreKit,
  stateStoreKit,
  auditLogKit,
  identityKit,
  digitalServiceKit({ secrets: [] }),
  hostKit,
];

const shared = readDeclarations(join(sources, 'module'));
const contracts = Object.entries(contractVersions).map(([name, version]) => ({
  name,
  version,
  main: mainOf[name],
  declarations: readDeclarations(join(sources, name, `v${version}`)),
  cases: allKits.find((kit) => kit.contract === name).cases,
}));
const elsewhere = new Map([
  ...contracts.flatMap(({ name, declarations }) =>
    declarations.map((declaration) => [declaration.name, `${name}.md#${anchor(declaration.name)}`]),
  ),
  ...shared.map((declaration) => [declaration.name, `module.md#${anchor(declaration.name)}`]),
]);

const written = new Map([['module.md', sharedPage({ declarations: shared })]]);
for (const contract of contracts) written.set(`${contract.name}.md`, contractPage({ ...contract, elsewhere }));
written.set('README.md', index());
written.set('roles.md', rolesPage(roles));
written.set('../../packages/service-testing/src/generated/roles.ts', rolesSource(roles));

const stale = [];
mkdirSync(pages, { recursive: true });
for (const [file, text] of written) {
  const path = join(pages, file);
  if (existsSync(path) && readFileSync(path, 'utf8') === text) continue;
  if (process.argv.includes('--check')) stale.push(path);
  else writeFileSync(path, text);
}
if (stale.length > 0) {
  console.error(
    `Not as the sources say: ${stale.join(', ')}. Run: node scripts/with-tools.mjs node scripts/write-contract-pages.mjs`,
  );
  process.exit(1);
}
console.log(`${written.size} pages about ${contracts.length} contracts.`);

function index() {
  const lines = contracts.map(({ name, version, cases, declarations, main }) => {
    const { prose } = declarations.find((declaration) => declaration.name === main).about;
    const first = prose
      .split(/\n\n|(?<=\.)\s/, 1)[0]
      .replace(/^\*\*[^*]+\*\*, version \d+: /, '')
      .replaceAll('\n', ' ');
    return `| [${name}](${name}.md) | ${version} | ${first} | ${cases.length} |`;
  });
  return [
    '# The contracts',
    '<!-- Written by scripts/write-contract-pages.mjs from the TSDoc of packages/contracts. Change it there. -->',
    'A contract is a TypeScript interface of [packages/contracts](../../packages/contracts) and a kit of [packages/conformance](../../packages/conformance). Version 1 is a draft until the first release; then it is frozen, and version 2 arrives beside it. The composer takes the newest version and the one before. [What every module has](module.md) is the same for all. What people in each role may do is in [roles](roles.md).',
    ['| contract | version | what it is | cases of its kit |', '|---|---|---|---|', ...lines].join('\n'),
  ]
    .join('\n\n')
    .concat('\n');
}
