import { mkdir, mkdtemp, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The Chromium that comes from npm, and what it needs around it. */
export interface UnpackedChromium {
  readonly executable: string;
  /** A fontconfig file that sees the fonts of the package first, so that pages look alike on every machine. */
  readonly fonts: string;
  /** Libraries of the package, for machines without them. */
  readonly libraries: string;
}

const cache = fileURLToPath(new URL('../node_modules/.cache/chromium', import.meta.url));

/**
 * Unpacks the Chromium of `@sparticuz/chromium` (Linux x64) once for each of its versions. It is unpacked beside and moved into
 * place whole, so that an interrupted run or two at a time never leave half a browser.
 */
export async function unpackChromium(): Promise<UnpackedChromium> {
  const build = dirname(createRequire(import.meta.url).resolve('@sparticuz/chromium'));
  const folder = join(cache, await versionOf(join(build, '..', 'package.json')));
  if (!(await exists(folder))) await unpackInto(folder, join(build, '..', 'bin'));
  return {
    executable: join(folder, 'chromium'),
    fonts: join(folder, 'fonts.conf'),
    libraries: join(folder, 'al2023', 'lib'),
  };
}

async function unpackInto(folder: string, packed: string): Promise<void> {
  await mkdir(cache, { recursive: true });
  const beside = await mkdtemp(join(cache, 'unpacking-'));
  const { inflate } = await import('@sparticuz/chromium');
  // The package unpacks to the temporary folder of the moment, and takes what lies there already for whole.
  const before = process.env.TMPDIR;
  process.env.TMPDIR = beside;
  try {
    for (const name of ['chromium.br', 'fonts.tar.br', 'swiftshader.tar.br', 'al2023.tar.br']) {
      await inflate(join(packed, name));
    }
  } finally {
    if (before === undefined) delete process.env.TMPDIR;
    else process.env.TMPDIR = before;
  }
  await writeFile(join(beside, 'fonts.conf'), fontConfiguration(folder));
  try {
    await rename(beside, folder);
  } catch (error) {
    await rm(beside, { recursive: true, force: true });
    if (!(await exists(folder))) throw error;
  }
}

function fontConfiguration(folder: string): string {
  const families = ['Arial', 'Helvetica', 'sans-serif'].map(
    (family) =>
      `<match target="pattern"><test name="family"><string>${family}</string></test><edit name="family" mode="prepend" binding="strong"><string>Open Sans</string></edit></match>`,
  );
  return `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><dir>${join(folder, 'fonts')}</dir><dir>/usr/share/fonts</dir><cachedir>${join(folder, 'fonts-cache')}</cachedir>${families.join('')}</fontconfig>
`;
}

async function versionOf(manifest: string): Promise<string> {
  const read: unknown = JSON.parse(await readFile(manifest, 'utf8'));
  if (typeof read === 'object' && read !== null && 'version' in read && typeof read.version === 'string')
    return read.version;
  throw new Error('The package @sparticuz/chromium does not say which version it is. Install the dependencies again.');
}

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}
