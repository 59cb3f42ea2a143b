import type {
  BrowserDocument,
  BrowserElement,
  BrowserEvents,
  BrowserForm,
  BrowserInput,
  FormFields,
} from './browser-types.ts';

declare const document: BrowserDocument;
declare const FormData: FormFields;

/** Runs in the browser: answers a search while it is typed, by the same POST as the form's, and lets arrow keys walk the results. */
export function findAsTyped(): void {
  for (const form of document.querySelectorAll<BrowserForm>('form[data-find]')) {
    const input = form.querySelector<BrowserInput>('input[name=find]');
    const place = form.querySelector('[data-found]') ?? document.querySelector('main [data-found]');
    const count = form.querySelector('[data-found-count]');
    if (input === null || place === null || count === null) continue;
    const popup = form.dataset.find === 'quick';
    let timer: ReturnType<typeof setTimeout> | undefined;
    let request: AbortController | undefined;

    const say = (sentence: string) => {
      place.textContent = '';
      const line = document.createElement('p');
      line.textContent = sentence;
      place.append(line);
      place.hidden = false;
      count.textContent = sentence;
    };
    const ask = async () => {
      request?.abort();
      if (input.value.trim().length < 2 && !/\P{ASCII}/u.test(input.value)) {
        place.replaceChildren();
        place.hidden = popup;
        count.textContent = '';
        return;
      }
      const asked = new AbortController();
      request = asked;
      const body = new URLSearchParams();
      for (const [name, value] of new FormData(form)) if (typeof value === 'string') body.append(name, value);
      try {
        const answer = await fetch(form.getAttribute('action') ?? '', {
          method: 'POST',
          body,
          signal: asked.signal,
          headers: { 'baseplate-partial': 'results' },
        });
        if (answer.status === 401) return say('Your session has ended. Sign in again to search.');
        if (answer.headers.get('baseplate-screens') === 'changed')
          return say('The screens of this record were changed. Load this page again, then search.');
        if (!answer.ok) return say('The search did not answer. Press Find to try again.');
        place.innerHTML = await answer.text();
        place.hidden = false;
        count.textContent = place.querySelector('[data-count]')?.textContent ?? '';
      } catch {
        if (!asked.signal.aborted) say('The record cannot be reached. Check the network, then press Find.');
      }
    };
    input.addEventListener('input', () => {
      clearTimeout(timer);
      timer = setTimeout(() => void ask(), 180);
    });
    const close = () => {
      if (popup) place.hidden = true;
    };
    const walk = (event: BrowserEvents['keydown']) => {
      if (event.key === 'Escape') {
        close();
        input.focus();
        return;
      }
      if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
      const links = [...place.querySelectorAll<BrowserElement>('[data-result]')];
      const here = links.findIndex((link) => link.matches(':focus'));
      const next = event.key === 'ArrowDown' ? here + 1 : here - 1;
      if (links.length > 0) place.hidden = false;
      if (links.length === 0 || next >= links.length || (here < 0 && event.key === 'ArrowUp')) return;
      event.preventDefault();
      (links[next] ?? input).focus();
    };
    form.addEventListener('keydown', walk);
    if (!form.contains(place)) place.addEventListener('keydown', walk);
    if (popup) {
      document.addEventListener('focusin', ({ target }) => {
        if (!form.contains(target)) close();
      });
      document.addEventListener('pointerdown', ({ target }) => {
        if (!form.contains(target)) close();
      });
    }
  }
}
