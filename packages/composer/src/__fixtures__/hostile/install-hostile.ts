import { copyFile, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { ModuleReference, ServicePlacement } from '@baseplate-epr/contracts';

/** The hostile services as somebody's package, installed with what it depends on. */
export interface InstalledHostile {
  readonly folder: string;
  /** No `runs` is given unless it is named: what is not ours runs in a process by default. */
  reference(
    factory: string,
    options?: object,
    runs?: ServicePlacement,
    file?: 'services' | 'deaf',
  ): ModuleReference<'digital-service'>;
  remove(): Promise<void>;
}

/** Installs them into a temporary folder. */
export async function installHostile(): Promise<InstalledHostile> {
  const root = await mkdtemp(join(tmpdir(), 'hostile-'));
  const folder = join(root, 'hostile');
  const mortar = join(root, 'node_modules/mortar');
  for (const path of [folder, mortar]) await mkdir(path, { recursive: true });
  const manifest = { name: '@example/hostile', version: '1.0.0', type: 'module', dependencies: { mortar: '*' } };
  await writeFile(join(folder, 'package.json'), JSON.stringify(manifest));
  await writeFile(
    join(mortar, 'package.json'),
    JSON.stringify({ name: 'mortar', version: '1.0.0', type: 'module', exports: './index.js' }),
  );
  await writeFile(join(mortar, 'index.js'), "export const mortar = 'holds';\n");
  for (const file of ['service.ts', 'services.ts', 'deaf.ts'])
    await copyFile(fileURLToPath(new URL(`./${file}`, import.meta.url)), join(folder, file));
  return {
    folder,
    reference: (factory, options = {}, runs, file = 'services') => ({
      contract: 'digital-service',
      contractVersion: 1,
      package: '@example/hostile',
      module: pathToFileURL(join(folder, `${file}.ts`)).href,
      factory,
      options,
      ...(runs === undefined ? {} : { runs }),
    }),
    remove: () => rm(root, { recursive: true }),
  };
}
