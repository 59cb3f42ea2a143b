export { createDocumentStore } from './create-document-store.ts';
export { type DocumentStoreOptions, documentStore } from './document-store.ts';
