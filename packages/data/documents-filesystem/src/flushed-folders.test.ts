import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { expect, test, vi } from 'vitest';
import { createLastingFolders } from './flushed-folders.ts';

const opened = vi.hoisted(() => ({ paths: [] as string[], fault: undefined as Error | undefined }));
vi.mock('node:fs/promises', async (original) => {
  const real = await original<typeof import('node:fs/promises')>();
  const open: typeof real.open = (path, ...rest) => {
    opened.paths.push(String(path));
    return opened.fault === undefined ? real.open(path, ...rest) : Promise.reject(opened.fault);
  };
  return { ...real, open };
});

test('a folder is made with its name and its parent flushed, each name once', async () => {
  const root = await mkdtemp(join(tmpdir(), 'lasting-folders-'));
  try {
    const folders = createLastingFolders();
    const flushedFor = async (...path: string[]) => {
      opened.paths = [];
      await folders.make(join(root, ...path));
      return opened.paths.map((one) => relative(root, one));
    };
    opened.fault = new Error('The disk is away.');
    await expect(flushedFor('ab', 'cd')).rejects.toThrow('The disk is away.');
    opened.fault = undefined;
    expect(await flushedFor('ab', 'cd')).toEqual(['ab', '']);
    expect(await flushedFor('ab', 'cd')).toEqual([]);
    expect(await flushedFor('ab', 'ef')).toEqual(['ab']);
    expect(await flushedFor('cd', 'ab')).toEqual(['cd', '']);
  } finally {
    await rm(root, { recursive: true });
  }
});
