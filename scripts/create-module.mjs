// Starts a supplier's module from the workspace: builds and packs Baseplate's own packages, since they are on no registry, and says where they are.
import { spawnSync } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { packAll } from './packed-packages.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const words = process.argv.slice(2);
const origin = process.env.INIT_CWD ?? process.cwd();
process.chdir(root);

if (!words.includes('--packages') && !words.includes('--help')) {
  console.error('Building and packing the packages …');
  const built = spawnSync('pnpm', ['exec', 'turbo', 'run', 'build', '--output-logs=errors-only'], {
    stdio: ['ignore', 2, 2],
  });
  if (built.status !== 0) process.exit(1);
  const { folder } = await packAll();
  words.push('--packages', folder);
}
const program = join(root, 'packages', 'create-module', 'src', 'main.ts');
const { status } = spawnSync(process.execPath, [program, ...words], { cwd: origin, stdio: 'inherit' });
process.exit(status ?? 1);
