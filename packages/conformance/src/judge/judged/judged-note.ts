import type { LogFields } from '@baseplate-epr/contracts';

/** What the judged process tells without being asked. */
export type JudgedNote =
  | { readonly log: 'info' | 'warn' | 'error'; readonly message: string; readonly fields: LogFields }
  /** Something that was written to standard output or error. */
  | { readonly output: string }
  /** The module says that it cannot go on. */
  | { readonly failed: string };

/** What a judged process is opened with. */
export interface JudgedPackage {
  /** Real path of the package's folder. */
  readonly root: string;
  readonly name: string;
  /** What an `import` in a file of the package's folder takes for its main export. */
  readonly entry: string;
  /** Name of the export that makes the module. */
  readonly factory: string;
  /** What such an `import` takes for the proof. */
  readonly proof?: string;
}
