import { screensChanged } from '../drafts/keep-draft.ts';
import type { UnsentFields } from '../drafts/keep-unsent.ts';
import { escaped, pageOfWords } from './page-of-words.ts';
import { plainAnswer } from './plain-answer.ts';
import { sameOrigin } from './same-origin.ts';
import { wantsPage } from './wants-page.ts';
import { waysOn } from './ways-on.ts';

/** Largest form that is shown again, in bytes. */
const formLimit = 1_000_000;
/** What only a program wrote into a form. */
const meaningless = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** A form that was sent by a page of this record, as it may have to be shown again. */
export interface UnsentForm {
  /**
   * What to answer in the place of a service that does not know the form; `undefined` if no page of this session made it.
   *
   * @param keep - keeps what it held as a draft, if there is one of it
   */
  answer(keep?: (form: UnsentFields) => Promise<boolean>): Promise<Response | undefined>;
  /** The form was taken. */
  forget(): void;
}

/**
 * Keeps a copy of a form until it is known whether the user interface takes it: the page it is on may be of the interface that was here before.
 *
 * @returns `undefined` if it is no form that a page of this record has sent
 */
export function unsentForm(request: Request, csrfToken: string): UnsentForm | undefined {
  const type = (request.headers.get('content-type') ?? '').split(';', 1)[0]?.trim().toLowerCase();
  if (request.method !== 'POST' || type !== 'application/x-www-form-urlencoded' || !sameOrigin(request))
    return undefined;
  if (!(Number(request.headers.get('content-length') ?? Number.NaN) <= formLimit)) return undefined;
  const copy = request.clone();
  const { pathname } = new URL(request.url);
  return {
    async answer(keep) {
      const all = [...new URLSearchParams(await copy.text())];
      const fields = all.filter(([, value]) => value !== csrfToken);
      if (fields.length === all.length) return undefined;
      if (!wantsPage(request)) return toScript();
      const { patient = '' } = waysOn(pathname);
      const named = fields.filter(([name]) => name === 'patient');
      const held = fields.filter(([name]) => name !== 'patient');
      const isAbout = patient !== '' && named.every(([, one]) => one === patient);
      const isKept = isAbout && (await keep?.({ pathname, patient, fields: held })) === true;
      return page(pathname, isAbout ? held : fields, isKept);
    },
    forget() {
      void copy.body?.cancel().catch(() => undefined);
    },
  };
}

const words =
  'The record has no page any more that takes this form: its service, or the user interface, may have been changed after you had opened the page.';

/** A script shows what it is answered. */
function toScript(): Response {
  return plainAnswer(
    422,
    `${words} What you type here is not being kept: copy it, and open the page again.`,
    screensChanged,
  );
}

function page(pathname: string, fields: readonly (readonly [string, string])[], isKept: boolean): Response {
  const { links } = waysOn(pathname);
  const typed = fields.filter(([, value]) => value.trim() !== '' && !meaningless.test(value));
  if (typed.length === 0)
    return pageOfWords(422, 'Nothing was done', `<p>${words} Nothing was done.</p>\n<p>To go on, ${links}.</p>`);
  // A box breaks long lines on a phone, and lets a keyboard select all of it. The first line break in it is not part of what it holds.
  const rows = typed.map(
    ([name, value], index) =>
      `<p><label for="typed-${index}">${escaped(spoken(name))}</label><br>\n<textarea id="typed-${index}" readonly rows="${rowsFor(value)}" cols="36">\n${escaped(value)}</textarea></p>`,
  );
  const next = isKept
    ? `<p>It is kept as an unsaved draft, with its patient. To go on, ${links}.</p>`
    : `<p>Copy what you need from below, ${links}, and enter it there.</p>`;
  return pageOfWords(
    422,
    'Nothing was saved: what you typed is here',
    `<p>${words} Nothing was saved.</p>\n${next}\n${rows.join('\n')}`,
  );
}

/** What a field is called, as far as its name tells: the words beside it were on the page that is gone. */
function spoken(name: string): string {
  const text = name.replaceAll(/[-_.]+/g, ' ').trim();
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}

/** So many lines that what was typed can be read without scrolling on a phone, as far as that is sensible. */
function rowsFor(value: string): number {
  const lines = value.split('\n').reduce((sum, line) => sum + 1 + Math.floor(line.length / 36), 0);
  return Math.min(20, lines + 1);
}
