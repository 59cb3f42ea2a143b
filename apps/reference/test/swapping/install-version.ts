import { cpSync, mkdirSync, readdirSync, readFileSync, realpathSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const source = fileURLToPath(new URL('../../../../packages/services/documents', import.meta.url));

/** How a version of the service of notes differs from the one in the workspace. */
export interface InstalledVersion {
  readonly version: string;
  /** Title of its card. */
  readonly title: string;
  /** Fails when it is started in a process that serves, though not where a plan looks at it. */
  readonly failsWhileServing?: boolean;
}

/**
 * Installs another version of the service of notes in a folder of its own, as npm would under another name.
 *
 * @returns the address of its module
 */
export function installVersion(folder: string, { version, title, failsWhileServing }: InstalledVersion): string {
  const target = join(folder, `documents-${version}`);
  mkdirSync(target, { recursive: true });
  cpSync(join(source, 'src'), join(target, 'src'), { recursive: true });
  linkPackages(join(source, 'node_modules'), join(target, 'node_modules'));
  const manifest = JSON.parse(readFileSync(join(source, 'package.json'), 'utf8'));
  writeFileSync(join(target, 'package.json'), JSON.stringify({ ...manifest, version }));
  replace(join(target, 'src', 'view', 'documents-card.ts'), "heading: 'Notes and letters'", `heading: '${title}'`);
  if (failsWhileServing === true)
    replace(
      join(target, 'src', 'create-documents.ts'),
      'started = context;',
      "if (process.argv.includes('start')) throw new Error('no');\n      started = context;",
    );
  return pathToFileURL(join(target, 'src', 'index.ts')).href;
}

/** Each package by itself, as pnpm does it: a service in a process of its own may follow links from its own folder alone. */
function linkPackages(from: string, to: string): void {
  mkdirSync(to);
  for (const name of readdirSync(from).filter((one) => !one.startsWith('.'))) {
    if (name.startsWith('@')) linkPackages(join(from, name), join(to, name));
    else symlinkSync(realpathSync(join(from, name)), join(to, name));
  }
}

function replace(file: string, old: string, other: string): void {
  const text = readFileSync(file, 'utf8');
  if (!text.includes(old)) throw new Error(`${file} does not hold ${old}.`);
  writeFileSync(file, text.replace(old, other));
}
