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
}

/** Everything that keeps a store from taking over what is no record. Opens it for that, which makes its folders or schema; it is closed again. */
export async function checkTarget(options: CheckOptions): Promise<readonly string[]> {
  const { place, reference, admission, context, resumes } = options;
  const name = `data.${place}, ${nameOf(reference)}`;
  let store: DocumentStore | AuditLog | StateStore | undefined;
  try {
    store = await loadModule<DocumentStore | AuditLog | StateStore>(reference, admission);
    await store.start(context);
    if (resumes || (await isEmpty(store))) return [];
    return [
      `${name}: it holds something already. Give an empty place; what was left of a change-over that was given up must be removed first.`,
    ];
  } catch (error) {
    return [`${name}: ${isBaseplateError(error) ? error.message : 'it cannot be opened.'}`];
  } finally {
    await store?.stop().catch(() => undefined);
  }
}

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
