import type { PlanView, RunView } from '@baseplate-epr/contracts';
import type { RunFile } from './run-file.ts';

/** What the work program is told to do: its only argument, as JSON. */
export type Work = PlanWork | RunWork;

/** Evaluate the configuration, compare it with what is in force, and tell. */
export interface PlanWork {
  readonly kind: 'plan';
  readonly configurationFile: string;
}

/** Change the assembly. */
export interface RunWork {
  readonly kind: RunView['kind'];
  readonly configurationFile: string;
  /** Where the file of the run is: beside the ledger of whoever asked. */
  readonly ledgerDirectory: string;
  readonly id: string;
  readonly asked: RunFile['asked'];
  /** What was seen when it was asked for; it is not done if something else is found. Of an apply the digest of the plan, else what stands for what can be undone. */
  readonly expected: string;
}

/** What the work program tells whoever started it, if somebody still listens. */
export type WorkNews =
  | { readonly news: 'begun' }
  | { readonly news: 'plan'; readonly plan: PlanView }
  | { readonly news: 'failed'; readonly code: string; readonly message: string };
