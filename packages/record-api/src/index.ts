export { type CreateRecordApiOptions, createRecordApi } from './create-record-api.ts';
export type { RecordApi, RecordApiCaller } from './record-api.ts';
export { type Address, addressOf } from './request/address.ts';
