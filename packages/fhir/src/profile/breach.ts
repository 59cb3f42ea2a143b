import type { IssueType } from '../outcome/issue-type.ts';
import { note, type ValidationRun } from '../validation/validation-run.ts';

/** Notes that a profile is broken at the current path, or at a child of it. The value is sound by R4 all the same. */
export function breach(run: ValidationRun, code: IssueType, diagnostics: string, child?: string | number): void {
  note(run, 'error', code, diagnostics, child);
}
