import { browserFiles } from '../generated/browser-files.ts';

const files = new Map(browserFiles.map((file) => [file.path, file]));

/** A file of the browser's part at this path, to be kept for a year: its name changes with its bytes. `undefined` if there is none. */
export function browserFile(path: string): Response | undefined {
  const found = files.get(path);
  if (found === undefined) return undefined;
  const type = found.kind === 'script' ? 'text/javascript' : 'text/css';
  return new Response(found.text, {
    headers: { 'content-type': `${type}; charset=utf-8`, 'cache-control': 'public, max-age=31536000, immutable' },
  });
}
