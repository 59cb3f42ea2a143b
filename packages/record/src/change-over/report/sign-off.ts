import { createHash } from 'node:crypto';
import { formatDateTime } from '@baseplate-epr/clinical-format';
import { BaseplateError } from '@baseplate-epr/contracts';
import { resultOf } from './reconciliation-report.ts';
import type { ReconciliationReport, ReportSignature } from './report-types.ts';

/** Who says what about a report. */
export interface SignOffOptions {
  readonly report: ReconciliationReport;
  /** Name and role, as people know them. */
  readonly by: string;
  readonly reason: string;
  /** In milliseconds since 1970. */
  readonly at: number;
}

/** Explains differences. */
export interface ExplainOptions extends SignOffOptions {
  /** Ids of the differences that the reason explains. */
  readonly differences: readonly string[];
}

/**
 * Adds an explanation to differences of a report. A signature falls away, since it was given to another report.
 *
 * @throws BaseplateError `input-invalid` if a word is missing or there is no such difference; `precondition-failed` for one that nobody can
 * explain
 */
export function explain({ report, differences, by, reason, at }: ExplainOptions): ReconciliationReport {
  requireWords(by, reason);
  const wanted = new Set(differences);
  const found = report.differences.filter(({ id }) => wanted.has(id));
  if (found.length < wanted.size) {
    throw new BaseplateError({
      code: 'input-invalid',
      message: 'The report has no such difference. Take an id from its list.',
    });
  }
  if (found.some(({ explainable }) => !explainable)) {
    throw new BaseplateError({
      code: 'precondition-failed',
      message:
        'Differences that are not named cannot be explained. Mend what is named, or compare again with room for more differences.',
    });
  }
  const explanation = { by, reason, at: new Date(at).toISOString() };
  const explained = report.differences.map((one) => (wanted.has(one.id) ? { ...one, explanation } : one));
  const { signature: _, ...rest } = report;
  return { ...rest, differences: explained, result: resultOf(explained) };
}

/**
 * Signs a report: the signed report carries a digest over everything in it, by which anybody can tell that it is still what was signed.
 *
 * @throws BaseplateError `precondition-failed` while a difference is unexplained, or if somebody has signed it; `input-invalid` if nobody signs
 * or gives no reason
 */
export function signOff({
  report,
  by,
  reason,
  at,
}: SignOffOptions): ReconciliationReport & { signature: ReportSignature } {
  requireWords(by, reason);
  if (report.signature !== undefined) throw signedAlready(report.signature);
  const open = report.differences.filter(({ explanation }) => explanation === undefined).length;
  if (open > 0) {
    throw new BaseplateError({
      code: 'precondition-failed',
      message: `${open} of the differences ${open === 1 ? 'is' : 'are'} not explained, so the report cannot be signed. Explain each, or mend it and compare again.`,
      details: { unexplained: open },
    });
  }
  const signed = {
    ...report,
    result: resultOf(report.differences),
    signature: { by, reason, at: new Date(at).toISOString() },
  };
  return { ...signed, signature: { ...signed.signature, digest: digestOf(signed) } };
}

/** Whether a signed report, perhaps read back from a file, is what was signed. False for one without a signature. */
export function isAsSigned(report: ReconciliationReport): boolean {
  if (report.signature === undefined) return false;
  const { digest, ...signature } = report.signature;
  return digestOf({ ...report, signature }) === digest;
}

/** Another signature would take the place of the first, and nobody could tell who had looked at what. */
function signedAlready({ by, at }: ReportSignature): BaseplateError {
  return new BaseplateError({
    code: 'precondition-failed',
    message: `The report was signed by ${by} on ${formatDateTime(at)}, and nothing was changed. To sign anew, compare again into another folder.`,
  });
}

function requireWords(by: string, reason: string): void {
  if (by.trim() !== '' && reason.trim() !== '') return;
  throw new BaseplateError({
    code: 'input-invalid',
    message: 'Say who you are and why, in words that others will understand.',
  });
}

/** Over JSON with its keys in order, so that writing and reading a report changes nothing. */
function digestOf(report: object): string {
  return createHash('sha256')
    .update(JSON.stringify(inOrder(report)))
    .digest('hex');
}

function inOrder(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inOrder);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1));
  return Object.fromEntries(entries.map(([key, part]) => [key, inOrder(part)]));
}
