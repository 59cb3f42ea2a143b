import type { BrowserDocument, BrowserForm, FormFields } from './browser-types.ts';

declare const document: BrowserDocument;
declare const location: { readonly origin: string; readonly pathname: string };
declare const FormData: FormFields;
declare function addEventListener(kind: 'pagehide', listener: () => void): void;

/**
 * Runs in the browser: has the record keep the input of forms in work, a second after the last change, and at once when the page is left. What is on
 * its way then outlives the page; a browser takes 64 KiB of that. Once other screens were put in place it is kept all the same, and the page says so
 * and leads on.
 */
export function keepDrafts(): void {
  const chart = /^\/patients\/([^/]+)/.exec(location.pathname);
  if (chart === null) return;
  const [base, patient = ''] = chart;
  for (const form of document.querySelectorAll<BrowserForm>('form[data-draft]')) {
    const target = new URL(form.getAttribute('action') ?? '', location.origin).pathname.slice(base.length);
    const service = target.split('/')[1] ?? '';
    const inService = (path: string) => path.slice(service.length + 1) || '/';
    const here = location.pathname.slice(base.length);
    const path = here === `/${service}` || here.startsWith(`/${service}/`) ? inService(here) : '';
    const state = document.createElement('p');
    state.className = 'workspace-draft-state';
    state.setAttribute('role', 'status');
    form.append(state);
    let timer: ReturnType<typeof setTimeout> | undefined;
    let saving: AbortController | undefined;
    let unkept = false;

    const keep = async () => {
      clearTimeout(timer);
      saving?.abort();
      const own = new AbortController();
      saving = own;
      const body = new URLSearchParams();
      for (const [name, value] of new FormData(form)) if (typeof value === 'string') body.append(name, value);
      body.delete('shown-in');
      body.set('draft-screens', 'clinician-workspace');
      body.set('draft-patient', patient);
      body.set('draft-form', form.dataset.draft ?? '');
      body.set('draft-service', service);
      body.set('draft-path', path);
      body.set('draft-action', inService(target));
      try {
        const keepalive = String(body).length < 60_000;
        const answer = await fetch('/drafts', { method: 'POST', body, signal: own.signal, keepalive });
        if (answer.ok && saving === own) unkept = false;
        const said = await answer.text();
        state.textContent =
          answer.status === 401
            ? 'Your session has ended. What you typed up to a moment ago is kept as a draft: open this page again and sign in to go on.'
            : said;
        if (answer.headers.get('baseplate-screens') !== 'changed') return;
        const link = document.createElement('a');
        link.setAttribute('href', location.pathname);
        link.textContent = 'Go on in the new screens';
        state.textContent = `${said} `;
        state.append(link);
      } catch {
        if (!own.signal.aborted)
          state.textContent =
            'The record cannot be reached, so what you type is not being kept. Do not close this page.';
      }
    };
    const leave = () => {
      if (unkept) void keep();
    };
    form.addEventListener('input', () => {
      unkept = true;
      clearTimeout(timer);
      timer = setTimeout(() => void keep(), 1000);
    });
    document.addEventListener('submit', ({ target }) => {
      // A draft would outlive what ends it: its own form, throwing it away, or signing out.
      const ends = /\/(?:drafts\/discard|sign-out)$/.test((target as BrowserForm | null)?.getAttribute('action') ?? '');
      if (target !== form && !ends) return;
      clearTimeout(timer);
      saving?.abort();
      unkept = false;
    });
    addEventListener('pagehide', leave);
    document.addEventListener('visibilitychange', () => {
      if (document.visibilityState === 'hidden') leave();
    });
  }
}
