import {
  type DocumentStore,
  isBaseplateError,
  type ModuleContext,
  type ModuleReference,
} from '@baseplate-epr/contracts';
import { nameOf } from '../applied/applied-configuration.ts';
import type { Admission } from '../module/admission.ts';
import { loadModule } from '../module/load-module.ts';

/** What is known when a target is looked at. */
export interface CheckDocumentTargetOptions {
  readonly reference: ModuleReference;
  readonly admission: Admission;
  readonly context: ModuleContext;
  /** An earlier run of the same change-over has begun to fill it. */
  readonly resumes: boolean;
}

/** Everything that keeps a store from taking the documents over. Opens it for that, which makes its folders; it is closed again. */
export async function checkDocumentTarget(options: CheckDocumentTargetOptions): Promise<readonly string[]> {
  const { reference, admission, context, resumes } = options;
  const name = `data.documents, ${nameOf(reference)}`;
  let store: DocumentStore | undefined;
  try {
    await admission.admit(reference);
    store = await loadModule<DocumentStore>(reference);
    await store.start(context);
    if (resumes || (await store.list({ limit: 1 })).documents.length === 0) return [];
    return [
      `${name}: it holds something already. Give an empty place; what was left of a change-over that was given up must be removed first.`,
    ];
  } catch (error) {
    return [`${name}: ${isBaseplateError(error) ? error.message : 'it cannot be opened.'}`];
  } finally {
    await store?.stop().catch(() => undefined);
  }
}
