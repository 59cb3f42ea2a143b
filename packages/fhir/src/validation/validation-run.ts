import type { JsonObject } from '../json/json-value.ts';
import type { SourceDigits } from '../json/source-digits.ts';
import type { IssueType } from '../outcome/issue-type.ts';
import type { BundleScope } from './resolve-reference.ts';
import type { ValidationIssue } from './validation-issue.ts';

/** The contained resources that `#id` references can mean, and the references seen so far. */
export interface ContainedScope {
  /** Resource type by id. */
  readonly types: ReadonlyMap<string, string>;
  /** Fragments that something in the container refers to, without `#`; the empty one is the container. */
  readonly referenced: Set<string>;
}

/** What validation does about profiles, where there are any. */
export interface ProfileHooks {
  /** Called with each resource that is sound by R4; the path leads to it. */
  resource(resource: JsonObject, run: ValidationRun): void;
  /** Called with each extension that is sound by R4; the path leads to it. */
  extension(extension: JsonObject, run: ValidationRun): void;
}

/** The state of validating one resource. The path is kept as a stack, so that it only becomes text when there is an issue. */
export interface ValidationRun {
  readonly digits: SourceDigits;
  readonly issues: ValidationIssue[];
  readonly maxIssues: number;
  readonly path: (string | number)[];
  /** Errors found so far, those beyond `maxIssues` included. */
  errors: number;
  /** Errors that leave the shape of a value in doubt, so that no rule can rely on it. */
  misshapen: number;
  /** Warnings and information are wanted too. */
  readonly advice: boolean;
  readonly profiles: ProfileHooks | undefined;
  /** What is being validated, whatever it contains. */
  readonly outermost: JsonObject;
  /** The entries of the Bundle around the element. */
  bundle: BundleScope | undefined;
  /** Which values were found to meet which profiles. */
  readonly met: Map<object, Map<object, boolean>>;
  /** The resource around the element; `%resource` of R4's rules. */
  resource: JsonObject;
  /** The resource that contains it, or itself; `%rootResource`. */
  rootResource: JsonObject;
  scope: ContainedScope | undefined;
  /** True within a contained resource. */
  contained: boolean;
}

/** Notes an error at the current path, or at a child of it. */
export function fault(run: ValidationRun, code: IssueType, diagnostics: string, child?: string | number): void {
  if (code === 'structure' || code === 'value') run.misshapen += 1;
  note(run, 'error', code, diagnostics, child);
}

/** Notes an issue at the current path, or at a child of it. */
export function note(
  run: ValidationRun,
  severity: ValidationIssue['severity'],
  code: IssueType,
  diagnostics: string,
  child?: string | number,
): void {
  if (severity === 'error') run.errors += 1;
  if (run.issues.length >= run.maxIssues) return;
  const steps = child === undefined ? run.path : [...run.path, child];
  run.issues.push({ severity, code, expression: steps.map(writeStep).join(''), diagnostics });
}

const elementName = /^[A-Za-z][A-Za-z0-9]{0,63}$/;

function writeStep(step: string | number, index: number): string {
  if (typeof step === 'number') return `[${step}]`;
  const name = step.startsWith('_') ? step.slice(1) : step;
  // A key of the sender's own making could hold anything, also a name.
  return `${index === 0 ? '' : '.'}${elementName.test(name) ? name : '?'}`;
}
