import {
  type AuditLog,
  type DocumentStore,
  isBaseplateError,
  type ModuleContext,
  type ModuleReference,
  type StateStore,
} from '@baseplate-epr/contracts';
import { nameOf } from '../applied/applied-configuration.ts';
import type { DataPlace } from '../ledger/ledger-entry.ts';
import type { Admission } from '../module/admission.ts';
import { loadModule } from '../module/load-module.ts';

/** What is known when a target is looked at. */
export interface CheckOptions {
  readonly place: Exclude<DataPlace, 'records'>;
  readonly reference: ModuleReference;
  readonly admission: Admission;
  readonly context: ModuleContext;
  /** An earlier run of the same change-over has begun to fill it. */
  readonly resumes: boolean;
  /** So has one that was given up. */
  readonly isLeft: boolean;
}

/** What was found. */
export interface FoundTarget {
  /** Everything that keeps it from taking over what is no record. */
  readonly problems: readonly string[];
  /** It holds what a change-over that was given up has left in it. */
  readonly goesOn: boolean;
}

/** Looks whether a store can take over what is no record. Opens it for that, which makes its folders or schema; it is closed again. */
export async function checkTarget(options: CheckOptions): Promise<FoundTarget> {
  const { place, reference, admission, context, resumes, isLeft } = options;
  const name = `data.${place}, ${nameOf(reference)}`;
  let store: DocumentStore | AuditLog | StateStore | undefined;
  try {
    store = await loadModule<DocumentStore | AuditLog | StateStore>(reference, admission);
    await store.start(context);
    if (resumes || (await isEmpty(store))) return { problems: [], goesOn: false };
    return isLeft ? { problems: [], goesOn: true } : { problems: [`${name}: ${notEmpty}`], goesOn: false };
  } catch (error) {
    const problem = `${name}: ${isBaseplateError(error) ? error.message : 'it cannot be opened.'}`;
    return { problems: [problem], goesOn: false };
  } finally {
    await store?.stop().catch(() => undefined);
  }
}

/** What is there is not this ledger's: nobody here knows whose it is, so nobody here removes it. */
export const notEmpty =
  'it holds something already, and no change-over of this ledger from the store in force has left it there. Give an empty place, or see what it is and empty it yourself.';

async function isEmpty(store: DocumentStore | AuditLog | StateStore): Promise<boolean> {
  switch (store.contract) {
    case 'document-store':
      return (await store.list({ limit: 1 })).documents.length === 0;
    case 'audit-log':
      return (await store.heads()).heads.length === 0;
    case 'state-store':
      return (await store.namespaces()).names.length === 0;
  }
}
