export type { RecordApi, RecordApiCaller } from './record-api.ts';
