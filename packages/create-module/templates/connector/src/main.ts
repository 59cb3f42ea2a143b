#!/usr/bin/env node
import { setTimeout as pause } from 'node:timers/promises';
import { createFhirClient, isFhirError } from '@baseplate-epr/fhir-client';
import { runFeed } from './run-feed.ts';

/** Seconds between two looks into the folder. */
const interval = 10;

const [folder] = process.argv.slice(2);
const { BASEPLATE_URL: url, BASEPLATE_TOKEN: token } = process.env;
if (folder === undefined || url === undefined || token === undefined) {
  console.error(
    'Say where the feed is, and set BASEPLATE_URL (such as http://127.0.0.1:3000) and BASEPLATE_TOKEN: module-name FOLDER',
  );
  process.exit(2);
}

const stop = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stop.abort());
const client = createFhirClient({
  baseUrl: `${url}/fhir`,
  fetch: (input, init = {}) => {
    const headers = new Headers(init.headers);
    headers.set('authorization', `Bearer ${token}`);
    return fetch(input, { ...init, headers, signal: AbortSignal.timeout(30_000) });
  },
});

while (!stop.signal.aborted) {
  try {
    const { written, rejected } = await runFeed({ client, folder, signal: stop.signal });
    if (written + rejected > 0) console.log(`${written} written, ${rejected} rejected.`);
  } catch (error) {
    // Not the error itself: what a record or a driver says may hold patient data.
    console.error(`The record did not answer (${isFhirError(error) ? error.status : 'no connection'}). Trying again.`);
  }
  await pause(interval * 1_000, undefined, { signal: stop.signal }).catch(() => undefined);
}
