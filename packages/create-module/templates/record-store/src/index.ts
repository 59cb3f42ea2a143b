export { createRecordStore } from './create-record-store.ts';
export { type RecordStoreOptions, recordStore } from './record-store.ts';
