import type { BrowserDocument, BrowserForm, FormFields } from './browser-types.ts';

declare const document: BrowserDocument;
declare const location: { readonly origin: string; readonly pathname: string };
declare const FormData: FormFields;

/** Runs in the browser: keeps the input of forms in work on the server, a second after the last change. */
export function keepDrafts(): void {
  const chart = /^\/patients\/([^/]+)/.exec(location.pathname);
  if (chart === null) return;
  const base = chart[0];
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

    const keep = async () => {
      saving?.abort();
      const own = new AbortController();
      saving = own;
      const body = new URLSearchParams();
      for (const [name, value] of new FormData(form)) if (typeof value === 'string') body.append(name, value);
      body.set('draft-form', form.dataset.draft ?? '');
      body.set('draft-service', service);
      body.set('draft-path', path);
      body.set('draft-action', inService(target));
      try {
        const answer = await fetch(`${base}/drafts`, { method: 'POST', body, signal: own.signal });
        if (answer.status === 204) state.textContent = 'Draft kept. It is not part of the record until you save.';
        else if (answer.status === 401)
          state.textContent =
            'Your session has ended. What you typed up to a moment ago is kept as a draft: open this page again and sign in to go on.';
        else state.textContent = await answer.text();
      } catch {
        if (!own.signal.aborted)
          state.textContent =
            'The record cannot be reached, so what you type is not being kept. Do not close this page.';
      }
    };
    form.addEventListener('input', () => {
      clearTimeout(timer);
      timer = setTimeout(() => void keep(), 1000);
    });
    form.addEventListener('submit', () => {
      clearTimeout(timer);
      saving?.abort();
    });
  }
}
