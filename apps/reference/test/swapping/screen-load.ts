import { setTimeout as wait } from 'node:timers/promises';
import { patientOf } from '../browser/harness/patients.ts';

/** What those who looked at screens saw. */
export interface ScreenReport {
  readonly requests: number;
  readonly notes: number;
  readonly failures: readonly string[];
  /** Milliseconds. */
  readonly p50: number;
  readonly p99: number;
  readonly max: number;
}

/** People at screens, until they are told to stop. */
export interface ScreenLoad {
  stop(): Promise<ScreenReport>;
}

/** Who looks at what, and how often. */
export interface ScreenLoadOptions {
  readonly url: string;
  readonly token: string;
  /** People at once. */
  readonly people: number;
  /** Milliseconds each rests between two pages. */
  readonly rest: number;
}

const chart = `/patients/${patientOf('mary-edwards')}`;

/**
 * Signs people in and has them open charts, style sheets and resources over and over, and write notes. A page in which a panel is away counts as
 * failed, and so does a note that is not taken.
 */
export async function startScreens({ url, token, people, rest }: ScreenLoadOptions): Promise<ScreenLoad> {
  const failures: string[] = [];
  const times: number[] = [];
  let notes = 0;
  let going = true;

  const ask = async (path: string, init: RequestInit, expected = 200): Promise<string> => {
    const began = performance.now();
    try {
      const answer = await fetch(`${url}${path}`, { redirect: 'manual', ...init });
      const text = await answer.text();
      if (answer.status !== expected) failures.push(`${init.method ?? 'GET'} ${path}: ${answer.status}`);
      else if (text.includes('Not available since')) failures.push(`${path}: a panel is away`);
      return text;
    } catch (error) {
      failures.push(`${path}: ${String(error)}`);
      return '';
    } finally {
      times.push(performance.now() - began);
    }
  };

  async function person(number: number): Promise<void> {
    const headers = { cookie: await signIn(url) };
    for (let round = 0; going; round += 1) {
      const page = await ask(round % 3 === 0 ? '/' : chart, { headers });
      for (const [, style = ''] of page.matchAll(/<link rel="stylesheet" href="([^"]+)"/g)) await ask(style, {});
      await ask(`/fhir${chart.replace('/patients/', '/Patient/')}`, { headers: { authorization: `Bearer ${token}` } });
      const form = await ask(`${chart}/documents/write`, { headers });
      if (round % 4 === number % 4) await write(form, headers);
      await wait(rest);
    }
  }

  async function write(page: string, headers: Record<string, string>): Promise<void> {
    const own = page.slice(page.indexOf(`action="${chart}/documents/write"`));
    const hidden = [
      ...own.slice(0, own.indexOf('</form>')).matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)"/g),
    ];
    const form = new URLSearchParams(hidden.map(([, name = '', value = '']): [string, string] => [name, value]));
    form.set('kind', /name="kind"[^>]*value="([^"]+)"/.exec(page)?.[1] ?? '');
    form.set('title', 'Round');
    form.set('text', 'Seen on the round');
    await ask(`${chart}/documents/write`, { method: 'POST', body: form, headers: { ...headers, origin: url } }, 303);
    notes += 1;
  }

  const all = Promise.all(Array.from({ length: people }, (_, number) => person(number)));
  return {
    async stop() {
      going = false;
      await all;
      times.sort((left, right) => left - right);
      const at = (share: number) => Math.round(times[Math.floor((times.length - 1) * share)] ?? 0);
      return { requests: times.length, notes, failures, p50: at(0.5), p99: at(0.99), max: at(1) };
    },
  };
}

/** Signs a consultant in. @returns the cookie */
export async function signIn(url: string): Promise<string> {
  const answer = await fetch(`${url}/identity/sign-in`, {
    method: 'POST',
    redirect: 'manual',
    headers: { origin: url },
    body: new URLSearchParams({ persona: 'consultant' }),
  });
  const cookie = answer.headers.getSetCookie()[0]?.split(';', 1)[0];
  if (cookie === undefined) throw new Error(`Nobody could sign in: ${answer.status}`);
  return cookie;
}
