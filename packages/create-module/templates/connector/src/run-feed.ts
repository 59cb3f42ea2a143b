import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { FhirClient } from '@baseplate-epr/fhir-client';
import { deliver } from './deliver.ts';
import { noteProgress, noteRejected, progressOf, wholeLines } from './feed-file.ts';

/** Where messages come from, and where they go. */
export interface FeedOptions {
  readonly client: FhirClient;
  /** Folder of the feed: files `*.ndjson`, read by name, one message in a line. Beside them it is noted how far each was read. */
  readonly folder: string;
  /** Stops between two lines. */
  readonly signal?: AbortSignal;
}

/** What was done. */
export interface FeedResult {
  readonly written: number;
  readonly rejected: number;
}

/**
 * Takes everything in the folder that was not taken before, in order, one line after the other.
 *
 * @throws whatever keeps the record from answering; what was taken until then is noted, and the next run goes on there
 */
export async function runFeed({ client, folder, signal }: FeedOptions): Promise<FeedResult> {
  let written = 0;
  let rejected = 0;
  const names = (await readdir(folder)).filter((name) => name.endsWith('.ndjson')).sort();
  for (const path of names.map((name) => join(folder, name))) {
    const lines = await wholeLines(path);
    for (let at = await progressOf(path); at < lines.length; at += 1) {
      if (signal?.aborted === true) return { written, rejected };
      const delivery = await deliver(client, lines[at] ?? '');
      if (delivery.outcome === 'written') written += 1;
      else {
        rejected += 1;
        await noteRejected(path, at + 1, delivery.reason);
      }
      await noteProgress(path, at + 1);
    }
  }
  return { written, rejected };
}
