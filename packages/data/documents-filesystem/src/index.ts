export * from './create-filesystem-document-store.ts';
export * from './filesystem-documents-options.ts';
