// A tutorial that can be trusted: its blocks run in their order as one person types them, in one empty folder outside the workspace. A block `sh` is run,
// one with `file=` is written, and what a block `text` shows must have been told by the block before it; `…` stands for anything.
import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

/** Milliseconds for the whole; it takes a minute or two. */
const patience = 900_000;

const document = process.argv[2] ?? 'docs/suppliers.md';
const blocks = [...readFileSync(document, 'utf8').matchAll(/^```(\w+)(?: file=(\S+))?\n([\s\S]*?)^```/gm)].map(
  ([, language, file, text]) => ({ language, file, text }),
);
const mark = (index) => `@@block ${index}@@`;
const began = performance.now();
const folder = join(mkdtempSync(join(tmpdir(), 'baseplate-tutorial-')), 'empty');
mkdirSync(folder);
try {
  const told = await run([...blocks.map(lineOf), `echo '${mark(blocks.length)}'`].join('\n'));
  const problems = blocks.flatMap((block, index) => (block.language === 'text' ? missing(block, index, told) : []));
  if (problems.length > 0) throw new Error(problems.join('\n'));
  const seconds = Math.round((performance.now() - began) / 1_000);
  console.log(`${document}: ${blocks.length} blocks run in their order, in ${seconds} s.`);
} finally {
  rmSync(resolve(folder, '..'), { recursive: true, force: true });
}

/** What a block is as a part of the one script that all of them are. */
function lineOf({ language, file, text }, index) {
  const begin = `echo '${mark(index)}'; echo '${mark(index)}' >&2`;
  if (file !== undefined) return `${begin}\ncat > '${file}' <<'END-OF-BLOCK'\n${text}END-OF-BLOCK`;
  return language === 'sh' ? `${begin}\n${text}` : '';
}

/** Runs the script; both its outputs, by the number of the block. */
async function run(script) {
  const environment = { ...process.env, BASEPLATE: process.cwd(), CI: 'true' };
  // npm would take this workspace's own settings for those of the tutorial's packages.
  for (const name of Object.keys(environment)) if (/^(npm_|INIT_CWD$|PNPM_)/.test(name)) delete environment[name];
  // A group of its own, so that nothing the tutorial starts outlives it.
  const file = resolve(folder, '..', 'tutorial.sh');
  writeFileSync(file, script);
  const options = { cwd: folder, env: environment, detached: true, stdio: ['ignore', 'pipe', 'pipe'] };
  const child = spawn('bash', ['-euo', 'pipefail', file], options);
  const outputs = ['', ''];
  child.stdout.on('data', (data) => (outputs[0] += data));
  child.stderr.on('data', (data) => (outputs[1] += data));
  const end = () => killGroup(child.pid);
  const timer = setTimeout(end, patience);
  for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, end);
  // Not 'close': what was left running holds the outputs open.
  const code = await new Promise((done) => child.on('exit', done));
  clearTimeout(timer);
  end();
  const told = outputs.map(
    (output) =>
      new Map(
        output
          .split(/^@@block (?=\d+@@$)/m)
          .slice(1)
          .map(partOf),
      ),
  );
  if (code !== 0) {
    const last = Math.max(...told[0].keys());
    const words = told.map((parts) => parts.get(last) ?? '').join('\n');
    throw new Error(`${document}: this block ends with ${code}:\n${blocks[last]?.text}\nIt told:\n${words}`);
  }
  if (!told[0].has(blocks.length)) throw new Error(`${document}: its commands ended before their end.`);
  return (index) => told.map((parts) => parts.get(index) ?? '').join('\n');
}

function killGroup(id) {
  try {
    process.kill(-id, 'SIGKILL');
  } catch (error) {
    if (error.code !== 'ESRCH') throw error;
  }
}

function partOf(text) {
  const end = text.indexOf('@@');
  return [Number(text.slice(0, end)), text.slice(end + 2)];
}

/** Lines of a block that were not told before it. */
function missing({ text }, index, told) {
  const before = blocks.findLastIndex(({ language }, at) => at < index && language === 'sh');
  const said = told(before);
  return text
    .trim()
    .split('\n')
    .filter(
      (line) =>
        !new RegExp(
          line
            .trim()
            .split('…')
            .map((part) => part.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&'))
            .join('.*'),
        ).test(said),
    )
    .map((line) => `${document}: this was not told:\n  ${line}\nbut:\n${said}`);
}
