#!/usr/bin/env node
// Runs a task of this workspace with the Node and pnpm it needs, whatever is installed. Plain JavaScript for Node 18 and later,
// since it runs before anything is installed. Everything it says itself goes to standard error: standard output is the task's.
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const cache = join(root, 'node_modules', '.cache', 'baseplate');
const nodeVersion = '24.21.0';
const pnpmVersion = readJson(join(root, 'package.json')).devEngines.packageManager.version;
const commandLine = join('packages', 'cli', 'src', 'main.ts');
// Room for the youngest objects: the usual 16 MB, of which V8 keeps three, gained nothing that could be measured.
const memory = '--max-semi-space-size=4';
// What threads have given back to malloc goes back to the system: glibc would keep it for each thread, up to eight arenas a processor.
const malloc = { MALLOC_ARENA_MAX: '2', MALLOC_TRIM_THRESHOLD_: '131072' };
const reference = ['--config', join('apps', 'reference', 'baseplate.config.ts')];

const [task = 'help', ...given] = process.argv.slice(2);
const tools = findTools();
install();
generate();
await run(task, given);

/** Node 22.18 and later 22, or 24.2 and later: what vitest, changesets and better-sqlite3 want, and runs TypeScript as it is. */
function isNewEnough(version) {
  const [major, minor] = version.replace(/^v/, '').split('.').map(Number);
  return (major === 22 && minor >= 18) || (major === 24 && minor >= 2) || major > 24;
}

function isOurPnpm(command) {
  const found = spawnSync(command, ['--version'], { encoding: 'utf8', cwd: root });
  return found.status === 0 && found.stdout.trim().startsWith(`${pnpmVersion.split('.')[0]}.`);
}

function findTools() {
  const remembered = readJson(join(cache, 'tools.json'));
  const wanted = `${process.version} ${nodeVersion} ${pnpmVersion}`;
  if (remembered?.for === wanted && existsSync(remembered.node) && existsSync(remembered.pnpm)) return remembered;
  const packages = [];
  if (!isNewEnough(process.version)) packages.push(`node@${nodeVersion}`);
  const localPnpm = packages.length === 0 && isOurPnpm('pnpm');
  if (!localPnpm) packages.push(`pnpm@${pnpmVersion}`);
  if (packages.length === 0) return { node: process.execPath, pnpm: 'pnpm' };
  tell(`Getting ${packages.join(' and ')} from the npm registry (once) …`);
  const probe = 'console.log(JSON.stringify({ node: process.execPath, path: process.env.PATH }))';
  const result = spawnSync(
    'npx',
    ['-y', ...packages.flatMap((name) => ['-p', name]), '--', 'node', '-e', `"${probe}"`],
    {
      encoding: 'utf8',
      cwd: root,
      shell: true,
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  );
  if (result.status !== 0)
    fail('The tools could not be fetched. Look at the message above; is the npm registry reachable?');
  const { node, path } = JSON.parse(result.stdout.trim().split('\n').pop());
  const pnpm = path
    .split(delimiter)
    .map((folder) => join(folder, process.platform === 'win32' ? 'pnpm.cmd' : 'pnpm'))
    .find(existsSync);
  if (pnpm === undefined) fail('pnpm was fetched but is not on the path npx made. Install pnpm by hand and try again.');
  return { for: wanted, node, pnpm };
}

/** Installs when the lock file is another one than last time. */
function install() {
  const stamp = digest([join(root, 'pnpm-lock.yaml'), join(root, 'pnpm-workspace.yaml')]);
  if (readText(join(cache, 'installed')) === stamp) return;
  tell('Installing …');
  runOrFail(
    tools.pnpm,
    ['install', '--frozen-lockfile', '--prefer-offline'],
    'The installation failed. Look at the message above.',
  );
  mkdirSync(cache, { recursive: true });
  writeFileSync(join(cache, 'installed'), stamp);
  if (tools.for !== undefined) writeFileSync(join(cache, 'tools.json'), JSON.stringify(tools));
}

/** Generates the FHIR definitions and what runs in a browser when what they are made from has changed. */
function generate() {
  const made = [join('packages', 'fhir'), join('packages', 'services', 'ward-round')];
  const from = [
    ...made.map((folder) => join(folder, 'scripts')),
    join('packages', 'services', 'ward-round', 'browser'),
    join('packages', 'clinical-format', 'src'),
  ];
  const sources = from.flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true })
      .sort()
      .map((name) => join(root, folder, name))
      .filter((path) => statSync(path).isFile()),
  );
  const stamp = digest([join(root, 'pnpm-lock.yaml'), ...sources]);
  const there = made.every((folder) => existsSync(join(root, folder, 'src', 'generated')));
  if (readText(join(cache, 'generated')) === stamp && there) return;
  tell('Building the FHIR R4 definitions and what runs in a browser …');
  runOrFail(
    tools.pnpm,
    ['exec', 'turbo', 'run', 'generate', '--output-logs=errors-only'],
    'The FHIR R4 definitions, or what runs in a browser, could not be built.',
  );
  writeFileSync(join(cache, 'generated'), stamp);
}

async function run(name, rest) {
  const baseplate = [commandLine, ...rest];
  const tasks = {
    start: [tools.node, [memory, commandLine, 'start', ...reference, '--seed', '200', ...rest]],
    dev: [
      tools.node,
      ['--watch', '--watch-preserve-output', commandLine, 'start', ...reference, '--seed', '200', ...rest],
    ],
    bench: [tools.node, [join('apps', 'bench', 'src', 'main.ts'), ...rest]],
    baseplate: [tools.node, rest.includes('--config') ? baseplate : [...baseplate, ...reference]],
    'create-module': [tools.node, [join('scripts', 'create-module.mjs'), ...rest]],
    test: [tools.pnpm, ['exec', 'turbo', 'run', 'test', '--concurrency=2', ...patient(rest)]],
    // One at a time: long checks measure, and would disturb each other. One that fails keeps no other from being made.
    'test:long': [tools.pnpm, ['exec', 'turbo', 'run', 'test:long', '--concurrency=1', '--continue', ...rest]],
    pnpm: [tools.pnpm, rest],
    node: [tools.node, rest],
  };
  const chosen = tasks[name];
  if (chosen === undefined) fail(`There is no task "${name}". Use one of: ${Object.keys(tasks).join(', ')}.`);
  const child = spawn(chosen[0], chosen[1], {
    cwd: name === 'baseplate' ? (process.env.INIT_CWD ?? root) : root,
    stdio: 'inherit',
    env: { ...(name === 'start' ? malloc : {}), ...environment() },
  });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  // npm hands a signal that it alone is sent to the shell between us, and that shell dies of it without a word: nobody may be left
  // behind with the port and the data.
  const shell = process.ppid;
  if (process.env.npm_lifecycle_event !== undefined)
    setInterval(() => process.ppid !== shell && child.kill('SIGTERM'), 500).unref();
  child.on('exit', (code, signal) => process.exit(code ?? (signal === null ? 1 : 128)));
}

function environment() {
  const folders = [
    dirname(tools.node),
    ...(tools.pnpm === 'pnpm' ? [] : [dirname(tools.pnpm)]),
    process.env.PATH ?? '',
  ];
  return {
    ...process.env,
    TURBO_TELEMETRY_DISABLED: '1',
    // What Node has compiled once it need not compile at the next start: a third of the time a start takes.
    NODE_COMPILE_CACHE: process.env.NODE_COMPILE_CACHE ?? join(cache, 'compiled'),
    PATH: folders.join(delimiter),
  };
}

function runOrFail(command, options, message) {
  const { status } = spawnSync(command, options, { cwd: root, stdio: ['ignore', 2, 2], env: environment() });
  if (status !== 0) fail(message);
}

function digest(files) {
  const hash = createHash('sha256');
  for (const file of files) hash.update(readFileSync(file));
  return hash.digest('hex');
}

function readText(file) {
  return existsSync(file) ? readFileSync(file, 'utf8') : undefined;
}

function readJson(file) {
  const text = readText(file);
  return text === undefined ? undefined : JSON.parse(text);
}

function tell(message) {
  process.stderr.write(`${message}\n`);
}

function fail(message) {
  tell(message);
  process.exit(1);
}

/** No test here is about time: on a busy machine one may take long, and is not wrong for it. Words after `--` go to vitest. */
function patient(rest) {
  return [
    ...rest,
    ...(rest.includes('--') ? [] : ['--']),
    '--testTimeout=120000',
    '--hookTimeout=120000',
    // Threads that read TypeScript end by SIGSEGV now and then: Node reads it by WebAssembly, and V8 13.6 frees a wrapper that another thread
    // has just replaced. Not to replace any keeps it from that.
    '--execArgv=--wasm-wrapper-tiering-budget=2000000000',
  ];
}
