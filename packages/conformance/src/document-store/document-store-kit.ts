import type { DocumentStore } from '@baseplate-epr/contracts';
import { growthCase } from '../kit/growth-case.ts';
import type { Kit } from '../kit/kit.ts';
import { moduleCases } from '../kit/module-cases.ts';
import { besideCases } from './cases/beside-cases.ts';
import { durabilityCases } from './cases/durability-cases.ts';
import { getCases } from './cases/get-cases.ts';
import { listCases } from './cases/list-cases.ts';
import { memoryCases } from './cases/memory-cases.ts';
import { putCases } from './cases/put-cases.ts';

/** Every promise of the document-store contract, version 1. Asks a subject's `tamper` for each `DocumentTampering`. */
export const documentStoreKit: Kit<DocumentStore> = {
  contract: 'document-store',
  contractVersion: 1,
  cases: [
    ...moduleCases<DocumentStore>('document-store', 1),
    growthCase((store, texts) => Promise.all(texts.map((text) => store.put({ content: new Blob([text]).stream() })))),
    ...putCases,
    ...getCases,
    ...listCases,
    ...durabilityCases,
    ...besideCases,
    ...memoryCases,
  ],
};
