import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** Files by path; an object's text is JSON. */
export type Files = Readonly<Record<string, string | object>>;

/** Writes files into a new temporary folder, and runs the work on it. */
export async function withFiles<Result>(files: Files, work: (folder: string) => Promise<Result>): Promise<Result> {
  const folder = await mkdtemp(join(tmpdir(), 'certificate-'));
  try {
    for (const [path, content] of Object.entries(files)) {
      await mkdir(dirname(join(folder, path)), { recursive: true });
      await writeFile(join(folder, path), typeof content === 'string' ? content : JSON.stringify(content));
    }
    return await work(folder);
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** A package `brick` with a dependency `mortar`, installed beside it; `mortar` needs `brick` again. */
export const brick: Files = {
  'node_modules/brick/package.json': { name: 'brick', version: '1.0.0', dependencies: { mortar: '^1.0.0' } },
  'node_modules/brick/index.js': 'export const brick = 1;\n',
  'node_modules/brick/lib/deep.js': 'export {};\n',
  'node_modules/mortar/package.json': { name: 'mortar', version: '1.2.0', peerDependencies: { brick: '*' } },
  'node_modules/mortar/index.js': 'export const mortar = 2;\n',
};

/** A link in the folder. */
export function link(folder: string, target: string, path: string): Promise<void> {
  return symlink(target, join(folder, path));
}
