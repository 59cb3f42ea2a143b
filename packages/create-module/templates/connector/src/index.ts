export type { Message } from './message.ts';
export { type FeedOptions, type FeedResult, runFeed } from './run-feed.ts';
