import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { droppedVariants, keepComponents, keptComponents } from '@baseplate-epr/clinical-format';
import { workspaceScript } from '../browser/workspace-script.ts';
import { nhsukStylesPath, ownStyles, ownStylesPath, scriptPath } from './asset-paths.ts';

/** The workspace's own files. */
export interface Assets {
  /** Reads the NHS style sheet. */
  load(): Promise<void>;
  /** The file at this path, to be kept for a year; `undefined` if there is none. */
  answer(path: string): Response | undefined;
}

/** Makes {@link Assets}; nothing is read before {@link Assets.load}. */
export function createAssets(): Assets {
  const files = new Map<string, { readonly type: string; readonly text: string }>([
    [ownStylesPath, { type: 'text/css', text: ownStyles }],
    [scriptPath, { type: 'text/javascript', text: workspaceScript }],
  ]);
  return {
    async load() {
      const file = fileURLToPath(import.meta.resolve('nhsuk-frontend/dist/nhsuk/nhsuk-frontend.min.css'));
      files.set(nhsukStylesPath, {
        type: 'text/css',
        text: keepComponents(await readFile(file, 'utf8'), keptComponents, droppedVariants),
      });
    },
    answer(path) {
      const found = files.get(path);
      if (found === undefined) return undefined;
      return new Response(found.text, {
        headers: {
          'content-type': `${found.type}; charset=utf-8`,
          'cache-control': 'public, max-age=31536000, immutable',
        },
      });
    },
  };
}
