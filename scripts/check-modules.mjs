// What a supplier gets: every template, written by the packed create-module into an empty folder outside the workspace, passes its tests there,
// and those with a contract go to a valid certificate with one command.
import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { promisify } from 'node:util';
import { packAll, tarballName } from './packed-packages.mjs';

/** Milliseconds that one command may take, the installation from a slow registry included. */
const patience = 300_000;

/** Each template, and whether there is a contract to certify it for. */
const templates = [
  { contract: 'record-store', certified: true },
  { contract: 'digital-service', certified: true },
  { contract: 'document-store', certified: true },
  { contract: 'user-interface', certified: true },
  { contract: 'connector', certified: false },
];

const began = performance.now();
const work = mkdtempSync(join(tmpdir(), 'baseplate-modules-'));
const { folder: packages } = await packAll();
try {
  await writeModules();
  await install();
  const waiting = [...templates];
  const tryNext = async () => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) await tryModule(next);
  };
  await Promise.all([tryNext(), tryNext()]);
  const seconds = Math.round((performance.now() - began) / 1_000);
  console.log(`${templates.length} modules started from their templates pass outside the workspace, in ${seconds} s.`);
} finally {
  rmSync(work, { recursive: true });
}

async function writeModules() {
  const tool = join(work, 'tool');
  mkdirSync(tool);
  writeFileSync(join(tool, 'package.json'), '{"private":true}');
  await run(tool, 'npm', [
    'install',
    '--prefer-offline',
    '--no-audit',
    '--no-fund',
    join(packages, tarballName('packages/create-module')),
  ]);
  for (const { contract } of templates) {
    const words = [folderOf(contract), '--contract', contract, '--holder', 'Supplier Ltd', '--packages', packages];
    await run(tool, join(tool, 'node_modules', '.bin', 'create-module'), [
      ...words,
      '--name',
      `@supplier/my-${contract}`,
    ]);
  }
}

/** One installation for all, as workspaces: five of their own would take five times as long, and try the registry and not the templates. */
async function install() {
  const { overrides } = JSON.parse(readFileSync(join(folderOf('connector'), 'package.json'), 'utf8'));
  const own = Object.entries(overrides).map(([name, place]) => [name, `file:${join(packages, basename(place))}`]);
  const manifest = { private: true, workspaces: ['modules/*'], overrides: Object.fromEntries(own) };
  writeFileSync(join(work, 'package.json'), JSON.stringify(manifest));
  await run(work, 'npm', ['install', '--prefer-offline', '--no-audit', '--no-fund']);
}

async function tryModule({ contract, certified }) {
  const folder = folderOf(contract);
  const tested = await run(folder, 'npm', ['test']);
  const passed = Number(/^ℹ pass (\d+)$/m.exec(tested)?.[1] ?? 0);
  demand(passed > 0, `the tests of ${contract} ran nothing:\n${tested}`);
  await run(folder, 'npm', ['run', 'build']);
  await typesOfReadme(folder, contract);
  if (certified) {
    const told = await run(folder, 'npm', ['run', 'certify']);
    demand(/^Valid: @supplier\/my-/m.test(told), `${contract} got no valid certificate:\n${told}`);
  }
  console.log(`${contract}: ${passed} tests${certified ? ', certified' : ''}.`);
}

/** The code in a README is what somebody writes first. */
async function typesOfReadme(folder, contract) {
  const blocks = [...readFileSync(join(folder, 'README.md'), 'utf8').matchAll(/^```ts\n([\s\S]*?)^```/gm)];
  demand(contract === 'connector' || blocks.length > 0, `the README of ${contract} shows no code`);
  for (const [index, [, code]] of blocks.entries()) writeFileSync(join(folder, 'test', `readme-${index}.ts`), code);
  await run(folder, 'npx', ['tsc']);
}

function folderOf(contract) {
  return join(work, 'modules', `my-${contract}`);
}

async function run(cwd, program, parameters) {
  try {
    const { stdout, stderr } = await promisify(execFile)(program, parameters, {
      cwd,
      timeout: patience,
      maxBuffer: 1e8,
    });
    return `${stdout}${stderr}`;
  } catch (error) {
    throw new Error(`${program} ${parameters.join(' ')} failed in ${cwd}:\n${error.stdout}${error.stderr}`);
  }
}

function demand(holds, otherwise) {
  if (!holds) throw new Error(`The modules are not as they should be: ${otherwise}.`);
}
