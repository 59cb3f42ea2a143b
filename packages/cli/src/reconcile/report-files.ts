import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isAsSigned, type ReconciliationReport, reconciliationPage } from '@baseplate-epr/composer';
import { BaseplateError } from '@baseplate-epr/contracts';
import { cannotWrite, requireFolder } from '../files/writable-file.ts';

/** The two files of a report in its folder. */
export interface ReportFiles {
  /** Absolute or relative, as the folder was given. */
  readonly page: string;
  readonly json: string;
}

/** Where the files of a report in this folder are. */
export function reportFilesIn(folder: string): ReportFiles {
  return { page: join(folder, 'report.html'), json: join(folder, 'report.json') };
}

/**
 * Sees before hours of work whether a report can be written to a folder at their end. Makes nothing.
 *
 * @param option - that names the folder, such as `--out`
 * @returns the report that is there, if one is: it will be replaced
 * @throws BaseplateError that says what is wrong: the folder cannot be written, or holds what is no report, or one that is signed
 */
export async function readyForReport(folder: string, option: string): Promise<ReconciliationReport | undefined> {
  await requireFolder({ path: folder, what: 'The report', option });
  const before = await readReport(folder);
  if (before !== undefined && isAsSigned(before)) throw alreadySigned(folder, option);
  return before;
}

/** Writes both files, each whole or not at all. Its sample sheet is patient data, so nobody but this user may read them. `option` names the folder, if one does. */
export async function writeReport(folder: string, report: ReconciliationReport, option?: string): Promise<ReportFiles> {
  const files = reportFilesIn(folder);
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    await replace(files.json, `${JSON.stringify(report, undefined, 1)}\n`);
    await replace(files.page, reconciliationPage(report));
  } catch (cause) {
    throw cannotWrite({ path: folder, what: 'The report', ...(option === undefined ? {} : { option }) }, cause);
  }
  return files;
}

/** The report in a folder; undefined if there is none. */
export async function readReport(folder: string): Promise<ReconciliationReport | undefined> {
  const { json } = reportFilesIn(folder);
  let text: string;
  try {
    text = await readFile(json, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw unreadable(json, error);
  }
  let report: ReconciliationReport;
  try {
    report = JSON.parse(text);
  } catch (error) {
    throw unreadable(json, error);
  }
  if (report?.format === 'baseplate-reconciliation' && report.formatVersion === 1) return report;
  throw unreadable(json, undefined);
}

async function replace(file: string, text: string): Promise<void> {
  const half = `${file}.part`;
  await writeFile(half, text, { mode: 0o600 });
  await rename(half, file);
}

function alreadySigned(folder: string, option: string): BaseplateError {
  return new BaseplateError({
    code: 'precondition-failed',
    message: `${folder} holds a report that somebody has signed. It is left as it is; give another folder with ${option}.`,
  });
}

function unreadable(file: string, cause: unknown): BaseplateError {
  return new BaseplateError({
    code: 'input-invalid',
    message: `${file} is no reconciliation report that this release understands. Name the folder that baseplate reconcile has written.`,
    cause,
  });
}
