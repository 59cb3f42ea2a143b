/**
 * Builds the browser's part with Vite and writes it into `src/generated/browser-files.ts`: as text, so that the service reads no file at
 * run time, and its names, which carry a digest of the bytes, are known before it is started.
 */
import { createHash } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { clinicalStyles, droppedVariants, keepComponents, keptComponents } from '@baseplate-epr/clinical-format';
import { build, type InlineConfig } from 'vite';

interface BrowserFile {
  readonly kind: 'style' | 'script';
  readonly path: string;
  readonly start: boolean;
  readonly worker: boolean;
  readonly text: string;
}

const folder = (path: string) => fileURLToPath(new URL(`../${path}`, import.meta.url));

async function bundle(name: string, entry: string, directory: string): Promise<readonly BrowserFile[]> {
  const configuration: InlineConfig = {
    configFile: false,
    root: folder('browser'),
    logLevel: 'warn',
    mode: 'production',
    define: { 'process.env.NODE_ENV': '"production"' },
    build: {
      write: false,
      target: 'es2022',
      modulePreload: false,
      assetsInlineLimit: 0,
      cssCodeSplit: false,
      rollupOptions: {
        input: { [name]: folder(`browser/${entry}`) },
        output: {
          entryFileNames: `${directory}ward-round-[name].[hash].js`,
          chunkFileNames: `${directory}ward-round-[name].[hash].js`,
          assetFileNames: `${directory}ward-round-[name].[hash][extname]`,
        },
      },
    },
  };
  const built = await build(configuration);
  const results = Array.isArray(built) ? built : [built];
  return results.flatMap((result) => {
    if (!('output' in result)) throw new Error('Vite watched instead of building.');
    return result.output.map((file) => ({
      kind: file.fileName.endsWith('.css') ? ('style' as const) : ('script' as const),
      path: `/${file.fileName}`,
      start: directory !== '' && (file.type === 'asset' || file.isEntry),
      worker: directory === '',
      text: file.type === 'asset' ? String(file.source) : file.code,
    }));
  });
}

/** The styles of the fragments of other services: what the NHS design system has for them, and clinical-format. */
async function fragmentStyles(): Promise<BrowserFile> {
  const whole = await readFile(
    fileURLToPath(import.meta.resolve('nhsuk-frontend/dist/nhsuk/nhsuk-frontend.min.css')),
    'utf8',
  );
  const text = keepComponents(whole, keptComponents, droppedVariants) + clinicalStyles;
  const digest = createHash('sha256').update(text).digest('hex').slice(0, 12);
  return { kind: 'style', path: `/assets/ward-round-fragments.${digest}.css`, start: true, worker: false, text };
}

const files = [
  await fragmentStyles(),
  ...(await bundle('main', 'main.tsx', 'assets/')),
  ...(await bundle('worker', 'worker/worker.ts', '')),
];
const target = folder('src/generated/browser-files.ts');
await mkdir(folder('src/generated'), { recursive: true });
const literal = files.map((file) => `  ${JSON.stringify(file)},\n`).join('');
await writeFile(
  target,
  `// Made by scripts/build-browser.ts.
/** A file of the browser's part. */
export interface BrowserFile {
  readonly kind: 'style' | 'script';
  /** Carries a digest of the bytes. */
  readonly path: string;
  /** Loaded with the page. */
  readonly start: boolean;
  /** The service worker, which lies at the top so that it may look after every page. */
  readonly worker: boolean;
  readonly text: string;
}

/** Every file, styles in the order in which they are loaded. */
export const browserFiles: readonly BrowserFile[] = [
${literal}];
`,
);
for (const { path, text } of files) console.log(`${path} ${(Buffer.byteLength(text) / 1000).toFixed(0)} kB`);
