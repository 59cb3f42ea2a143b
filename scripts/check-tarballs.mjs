// What a stranger gets: the tarballs, installed by npm in an empty folder outside the workspace, run a record from ten lines.
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { packAll, readManifest } from './packed-packages.mjs';

/** Milliseconds until the record must be ready; it takes seconds, and more where much else runs. */
const startTime = 120_000;

/** Milliseconds that one command may take, the installation from a slow registry included. */
const installTime = 300_000;

const work = mkdtempSync(join(tmpdir(), 'baseplate-tarballs-'));
const project = join(work, 'empty');
// Nothing of this workspace may help the record: no options of Node, no path to its modules. npm has all, to reach its registry.
const environment = { PATH: process.env.PATH, HOME: process.env.HOME };
let record;
try {
  const names = await packEverything();
  install(names);
  importEach(names);
  const port = await freePort();
  writeFileSync(join(project, 'baseplate.config.ts'), configuration(port));
  record = await start();
  await use(`http://127.0.0.1:${port}`, token());
  await stop(record);
  console.log(`${names.length} tarballs install in an empty folder, and ten lines run a record from them.`);
} finally {
  record?.process.kill('SIGKILL');
  rmSync(work, { recursive: true });
}

async function packEverything() {
  mkdirSync(project);
  const packed = [...(await packAll()).tarballs];
  const tarballs = Object.fromEntries(
    packed.map(([folder, tarball]) => [readManifest(folder).name, `file:${tarball}`]),
  );
  // As overrides too, so that no package of ours asks the registry for another one.
  const manifest = { name: 'empty', private: true, type: 'module', dependencies: tarballs, overrides: tarballs };
  writeFileSync(join(project, 'package.json'), JSON.stringify(manifest));
  return Object.keys(tarballs);
}

function install(names) {
  run('npm', ['install', '--prefer-offline', '--no-audit', '--no-fund'], process.env);
  const { packages } = JSON.parse(readFileSync(join(project, 'package-lock.json'), 'utf8'));
  const installed = Object.entries(packages).filter(([path]) =>
    /(^|\/)node_modules\/@baseplate-epr\/[^/]+$/.test(path),
  );
  demand(installed.length === names.length, `${installed.length} of our packages were installed, not ${names.length}`);
  for (const [path, { resolved }] of installed)
    demand(resolved?.startsWith('file:'), `${path} came from ${resolved}, not from its tarball`);
}

/** The entry of every package loads beside what npm installs for it. */
function importEach(names) {
  run(process.execPath, ['--input-type=module', '-e', names.map((name) => `await import('${name}');`).join('\n')]);
}

function configuration(port) {
  return `import { sqliteAudit } from '@baseplate-epr/audit-sqlite';
import { clinicianWorkspace } from '@baseplate-epr/clinician-workspace';
import { filesystemDocuments } from '@baseplate-epr/documents-filesystem';
import { localIdentity } from '@baseplate-epr/identity-local';
import { sqliteRecords } from '@baseplate-epr/records-sqlite';
import { nodeServer } from '@baseplate-epr/server-node';
import { sqliteState } from '@baseplate-epr/state-sqlite';
const hosting = { server: nodeServer({ port: ${port} }), identity: localIdentity() };
const data = { records: sqliteRecords({ file: 'data/records.db' }), documents: filesystemDocuments({ directory: 'data/documents' }), audit: sqliteAudit({ file: 'data/audit.db' }), state: sqliteState({ file: 'data/state.db' }) };
export default { organisation: { name: 'Riverside NHS Trust', odsCode: 'RXX01' }, hosting, data, services: [clinicianWorkspace()] };
`;
}

async function start() {
  const child = spawn(command(), ['start'], { cwd: project, env: environment, stdio: ['ignore', 'pipe', 'pipe'] });
  const started = { process: child, output: '' };
  const ready = new Promise((resolve, reject) => {
    const hear = (data) => {
      started.output += data;
      if (started.output.includes('The record is ready')) resolve();
    };
    child.stdout.on('data', hear);
    child.stderr.on('data', hear);
    child.on('error', reject);
    child.on('exit', () => reject(new Error(`The record ended before it was ready:\n${started.output}`)));
    setTimeout(() => reject(new Error(`The record was not ready in time:\n${started.output}`)), startTime).unref();
  });
  await ready.catch((error) => {
    child.kill('SIGKILL');
    throw error;
  });
  return started;
}

function token() {
  const text = run(command(), ['token', '--role', 'system', '--ttl', '5m']).trim();
  demand(/^\S+$/.test(text), 'baseplate token did not print one token alone');
  return text;
}

async function use(origin, bearer) {
  await ask(`${origin}/health`, 200);
  const page = await (await ask(`${origin}/`, 200)).text();
  const styles = [...page.matchAll(/<link[^>]+href="([^"]+\.css[^"]*)"/g)];
  demand(styles.length > 0, 'the first page has no style sheet');
  for (const [, style] of styles) await ask(new URL(style, origin), 200);
  const headers = { authorization: `Bearer ${bearer}`, 'content-type': 'application/fhir+json' };
  const statement = await (await ask(`${origin}/fhir/metadata`, 200, { headers })).json();
  demand(statement.resourceType === 'CapabilityStatement', '/fhir/metadata is no CapabilityStatement');
  const patient = { resourceType: 'Patient', name: [{ family: 'Testcase', given: ['Tarball'] }] };
  const created = await ask(`${origin}/fhir/Patient`, 201, { method: 'POST', headers, body: JSON.stringify(patient) });
  const { id } = await created.json();
  const read = await (await ask(`${origin}/fhir/Patient/${id}`, 200, { headers })).json();
  demand(read.name?.[0]?.family === 'Testcase', 'the patient read is not the patient written');
  const found = await (await ask(`${origin}/fhir/Patient?family=testcase`, 200, { headers })).json();
  demand(found.entry?.length === 1, 'the patient is not found by the family name');
  await ask(`${origin}/fhir/Patient/${id}`, 401);
}

async function stop({ process: child, output }) {
  const ended = once(child, 'exit');
  child.kill('SIGTERM');
  const [code] = await ended;
  demand(code === 0, `the record ended with ${code}:\n${output}`);
}

async function ask(url, status, options) {
  const answer = await fetch(url, options);
  demand(answer.status === status, `${url} answered ${answer.status}, not ${status}`);
  return answer;
}

function command() {
  return join(project, 'node_modules', '.bin', 'baseplate');
}

function run(program, parameters, env = environment) {
  const result = spawnSync(program, parameters, { cwd: project, env, encoding: 'utf8', timeout: installTime });
  if (result.status !== 0)
    throw new Error(`${program} ${parameters[0]} failed:\n${result.error ?? ''}${result.stdout}${result.stderr}`);
  return result.stdout;
}

async function freePort() {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address();
  server.close();
  await once(server, 'close');
  return port;
}

function demand(holds, otherwise) {
  if (!holds) throw new Error(`The installed tarballs are not as they should be: ${otherwise}.`);
}
