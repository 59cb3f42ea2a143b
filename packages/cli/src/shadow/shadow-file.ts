import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ShadowReport } from '@baseplate-epr/composer';
import { BaseplateError } from '@baseplate-epr/contracts';
import { cannotWrite } from '../files/writable-file.ts';

/** Where the report of a shadow run is kept. */
export function shadowFileIn(folder: string): string {
  return join(folder, 'shadow.json');
}

/** What an earlier run has told last; undefined if there was none. */
export async function readShadowReport(folder: string): Promise<ShadowReport | undefined> {
  const file = shadowFileIn(folder);
  try {
    const report: ShadowReport = JSON.parse(await readFile(file, 'utf8'));
    if (report?.format === 'baseplate-shadow' && report.formatVersion === 1) return report;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    if (!(error instanceof SyntaxError)) throw unreadable(file, error);
  }
  throw new BaseplateError({
    code: 'input-invalid',
    message: `${file} is no report of a shadow run that this release understands. Give another folder with --out.`,
  });
}

/** Keeps a report, whole or not at all: a later run goes on from it. */
export async function writeShadowReport(folder: string, report: ShadowReport): Promise<void> {
  const file = shadowFileIn(folder);
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    await writeFile(`${file}.part`, `${JSON.stringify(report, undefined, 1)}\n`, { mode: 0o600 });
    await rename(`${file}.part`, file);
  } catch (cause) {
    throw cannotWrite({ path: file, what: 'The report of the shadow run', option: '--out' }, cause);
  }
}

function unreadable(file: string, cause: unknown): BaseplateError {
  const code = (cause as NodeJS.ErrnoException).code ?? 'unknown reason';
  return new BaseplateError({
    code: 'input-invalid',
    message: `The report of an earlier shadow run, ${file}, cannot be read (${code}). Let this user read it, or give another folder with --out.`,
    cause,
  });
}
