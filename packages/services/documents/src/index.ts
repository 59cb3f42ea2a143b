export { createDocuments } from './create-documents.ts';
export { documents } from './documents.ts';
