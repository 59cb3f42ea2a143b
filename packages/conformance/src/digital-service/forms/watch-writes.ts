import type { RecordHandle } from '@baseplate-epr/contracts';

/** What was written through a record handle. */
export interface WatchedWrites {
  readonly record: RecordHandle;
  /** Writes that the record took. */
  written(): number;
  /** Resources that are new by them. */
  created(): number;
}

/** Counts what is written. */
export function watchWrites(whole: RecordHandle): WatchedWrites {
  let written = 0;
  let created = 0;
  return {
    written: () => written,
    created: () => created,
    record: {
      async fetch(input, init) {
        const answer = await whole.fetch(input, init);
        if (!isWrite(input, init) || !answer.ok) return answer;
        written += 1;
        if (answer.status === 201) created += 1;
        else created += await createdIn(answer.clone());
        return answer;
      },
    },
  };
}

/** A record that is read as ever, and fails at every write. */
export function unwritable(whole: RecordHandle, how: 'answers 500' | 'rejects'): RecordHandle {
  return {
    async fetch(input, init) {
      if (!isWrite(input, init)) return whole.fetch(input, init);
      if (how === 'rejects') throw new Error('The record was lost while it was written to.');
      const issue = [{ severity: 'error', code: 'exception' }];
      return Response.json({ resourceType: 'OperationOutcome', issue }, { status: 500 });
    },
  };
}

function isWrite(input: string | Request, init?: RequestInit): boolean {
  const method = (init?.method ?? (typeof input === 'string' ? 'GET' : input.method)).toUpperCase();
  const { pathname } = new URL(typeof input === 'string' ? input : input.url, 'http://record.invalid');
  return method !== 'GET' && method !== 'HEAD' && !/\/(_search|\$[a-z-]+)$/.test(pathname);
}

/** New resources by the entries of a transaction or batch. */
async function createdIn(answer: Response): Promise<number> {
  const text = await answer.text();
  return [...text.matchAll(/"status"\s*:\s*"201\b/g)].length;
}
