export { startRelay, type TestRelay } from './relay.ts';
export { type S3Kind, type StartOptions, startS3, type TestS3 } from './start-s3.ts';
