import { sendRequest } from '../support/send-request.ts';
import type { RunningRecord } from '../support/start-record.ts';

/** An entry of a searchset. */
export interface Found {
  /** `Type/id`. */
  readonly name: string;
  readonly mode: string;
}

/**
 * The entries of all pages, in smaller ones where the large are refused for their length; or the status of a refusal. A parameter that
 * was passed over is no answer either.
 */
export async function followPages(record: RunningRecord, path: string): Promise<readonly Found[] | number> {
  for (const count of [1000, 10]) {
    const found = await allPages(record, `${path}&_count=${count}`);
    if (found !== 422) return found;
  }
  return allPages(record, `${path}&_count=1`);
}

async function allPages(record: RunningRecord, path: string): Promise<readonly Found[] | number> {
  const all: Found[] = [];
  const headers = { prefer: 'handling=strict' };
  for (let next: string | undefined = path; next !== undefined; ) {
    const answer = await sendRequest(record.base, record.token, { method: 'GET', path: next, headers });
    if (answer.status !== 200) return answer.status;
    const { entry = [], link } = JSON.parse(answer.text) as {
      entry?: readonly { resource: { resourceType: string; id: string }; search: { mode: string } }[];
      link: readonly { relation: string; url: string }[];
    };
    for (const { resource, search } of entry) {
      all.push({ name: `${resource.resourceType}/${resource.id}`, mode: search.mode });
    }
    next = link.find(({ relation }) => relation === 'next')?.url.slice(record.base.length);
  }
  return all;
}
