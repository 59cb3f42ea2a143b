import type { FragmentHost, FragmentRequest, FragmentResult, Principal } from '@baseplate-epr/contracts';
import { nurse, openTestRecord, type TestRecord } from '@baseplate-epr/service-testing';
import { createWardRound } from '../create-ward-round.ts';
import { ownerOf } from '../drafts/owner-of.ts';

const origin = 'http://127.0.0.1:3000';

/** Who asks, and what differs from what a browser would send. */
export interface AskOptions {
  readonly principal?: Principal;
  readonly headers?: Readonly<Record<string, string>>;
  readonly method?: string;
  /** The record in place of the real one. */
  readonly fetch?: (input: string | Request, init?: RequestInit) => Promise<Response>;
}

/** An answer, read. */
export interface Answered {
  readonly status: number;
  readonly text: string;
  readonly headers: Headers;
  /** The JSON of the text. */
  body<Value>(): Value;
}

/** The ward round over a real record in memory, with services that a test plays. */
export interface TestRound {
  readonly record: TestRecord;
  readonly logged: string[];
  readonly fragments: { answer: (request: FragmentRequest) => FragmentResult; readonly asked: FragmentRequest[] };
  signedOut: number;
  /** Keeps a draft of the nurse, as the record does. */
  keepDraft(form: string, draft: object): Promise<unknown>;
  get(path: string, options?: AskOptions): Promise<Answered>;
  post(path: string, fields: unknown, options?: AskOptions): Promise<Answered>;
}

/** Opens it over the first patients of the population. */
export async function testRound(patients: number): Promise<TestRound> {
  const record = await openTestRecord(patients);
  const service = createWardRound();
  const logged: string[] = [];
  const log = (...words: readonly unknown[]) => void logged.push(JSON.stringify(words));
  await service.start({ ...record.context, logger: { info: log, warn: log, error: log } });
  const state = record.stateOf(service.manifest);
  const asked: FragmentRequest[] = [];
  const played: TestRound['fragments'] = {
    asked,
    answer: ({ service: name, path }) => ({ outcome: 'content', status: 200, html: `<p>${name} wrote ${path}</p>` }),
  };
  const described = [
    { service: 'results', slot: 'alerts', path: '/alerts', title: 'Results', order: 1 },
    { service: 'results', slot: 'main', path: '/card', title: 'Results', order: 2 },
    { service: 'notes', slot: 'side', path: '/card', title: 'Notes', order: 3 },
  ];
  const fragments: FragmentHost = {
    list: ({ slot }) => described.filter((one) => slot === undefined || one.slot === slot),
    styles: () => ['/services/results/styles.1.css'],
    async fetch(request) {
      asked.push(request);
      return played.answer(request);
    },
  };

  async function ask(path: string, body: string | undefined, options: AskOptions): Promise<Answered> {
    const { principal = nurse, headers = {}, method = body === undefined ? 'GET' : 'POST' } = options;
    const sent = body === undefined ? headers : { ...ownHeaders(principal), ...headers };
    const request = new Request(new URL(path, origin), {
      method,
      headers: sent,
      ...(body === undefined ? {} : { body }),
    });
    const response = await service.fetch(request, {
      requestId: 'the-request',
      now: record.context.clock.now(),
      signal: new AbortController().signal,
      principal,
      organisation: record.organisation,
      record: { fetch: options.fetch ?? record.fetchAs(principal, service.manifest) },
      state,
      shell: {
        fragments,
        places: [],
        csrfToken: tokenOf(principal),
        async signOut() {
          round.signedOut += 1;
          return { headers: new Headers({ 'set-cookie': 'session=; Max-Age=0' }) };
        },
      },
    });
    const text = await response.text();
    return { status: response.status, text, headers: response.headers, body: () => JSON.parse(text) };
  }

  const round: TestRound = {
    record,
    logged,
    fragments: played,
    signedOut: 0,
    keepDraft: (form, draft) =>
      state.set({ key: `draft/${ownerOf({ principal: nurse })}/${form}`, value: JSON.stringify(draft) }),
    get: (path, options = {}) => ask(path, undefined, options),
    post: (path, fields, options = {}) => ask(path, JSON.stringify(fields), options),
  };
  return round;
}

/** Token of a person's session in these tests. */
export function tokenOf(principal: Principal): string {
  return `token-${principal.id}`;
}

function ownHeaders(principal: Principal): Record<string, string> {
  return {
    'content-type': 'application/json',
    'sec-fetch-site': 'same-origin',
    'baseplate-csrf': tokenOf(principal),
  };
}
