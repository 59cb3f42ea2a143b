import { asRecordError } from '../error/as-record-error.ts';
import { isRecordError, RecordError } from '../error/record-error.ts';

/** The error of one entry, with paths that begin at the Bundle, so that its sender finds the entry. */
export function atEntry(index: number, error: unknown): unknown {
  const told = asRecordError(error);
  if (!isRecordError(told)) return told;
  const issues = told.issues.map((issue) => ({ ...issue, expression: pathOf(index, issue.expression) }));
  const { code, status, message } = told;
  return new RecordError({ code, status, issues, cause: told, message: `Entry ${index}: ${message}` });
}

function pathOf(index: number, expression: string | undefined): string {
  const entry = `Bundle.entry[${index}]`;
  if (expression === undefined) return entry;
  const dot = expression.indexOf('.');
  return `${entry}.resource${dot < 0 ? '' : expression.slice(dot)}`;
}

/** Runs the work of one entry; what it throws says which entry it was. */
export async function forEntry<Result>(index: number, work: () => Promise<Result> | Result): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    throw atEntry(index, error);
  }
}

/** The same for work that waits for nothing. */
export function forEntryNow<Result>(index: number, work: () => Result): Result {
  try {
    return work();
  } catch (error) {
    throw atEntry(index, error);
  }
}
