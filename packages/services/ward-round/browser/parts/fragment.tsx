import { type FormEvent, type MouseEvent, useEffect, useRef, useState } from 'react';
import type { ServicePageView } from '../../src/panels/panel-views.ts';
import type { PatientView } from '../../src/patient/patient-view.ts';
import { go, goOn, isPlain, shownAddress } from '../navigation.tsx';
import { type Notice, useRound } from '../round.ts';
import { tell } from '../server/ask.ts';
import { keepForm } from './keep-form.ts';

interface FragmentOptions {
  readonly patient: Pick<PatientView, 'id' | 'banner'>;
  /** Has passed the composer's allow-list. */
  readonly html: string;
  readonly layout: 'card' | 'page';
}

/** Markup of another service. Its links stay in the round; its forms go through the record, with the patient they were made for. */
export function Fragment({ patient: { id: patient, banner }, html, layout }: FragmentOptions) {
  const { session, say: sayPlainly, leave } = useRound();
  // An answer may come when another patient is open: it names whom it is about.
  const say = ({ tone, words }: Notice) => sayPlainly({ tone, words: `${banner.name}: ${words}` });
  const [answered, setAnswered] = useState<string>();
  const [sending, setSending] = useState(false);
  const [kept, setKept] = useState('');
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  const place = useRef<HTMLDivElement>(null);
  // What somebody is typing into is not replaced by what comes from the record meanwhile.
  const typing = useRef(false);
  const shown = useRef(html);
  if (!typing.current) shown.current = html;
  const base = `/patients/${patient}/`;
  useEffect(() => setAnswered(undefined), [html]);
  useEffect(() => {
    if (answered !== undefined) place.current?.querySelector<HTMLElement>('.nhsuk-error-summary')?.focus();
  }, [answered]);

  const follow = (event: MouseEvent) => {
    const link = event.target instanceof Element ? event.target.closest('a') : null;
    const href = link?.getAttribute('href');
    if (link === null || href === null || href === undefined || link.hasAttribute('download') || !isPlain(event))
      return;
    if (!href.startsWith(base) && href !== `/patients/${patient}`) return;
    event.preventDefault();
    go(href);
  };

  const keep = (event: FormEvent) => {
    const form = event.target instanceof Element ? event.target.closest('form') : null;
    typing.current = true;
    if (form?.dataset.draft === undefined) return;
    const here = location.pathname.slice(base.length - 1);
    clearTimeout(timer.current);
    timer.current = setTimeout(() => {
      if (form.isConnected) void keepForm({ patient, csrf: session.csrf, form, here }).then(setKept);
    }, 1000);
  };

  /** Nobody took the form, since other screens are in place: what it holds becomes a draft, which they show. */
  const keepUnsent = async (form: HTMLFormElement, at: string) => {
    const here = at.slice(base.length - 1);
    const words =
      form.dataset.draft === undefined
        ? 'Copy what you typed before you leave this page.'
        : await keepForm({ patient, csrf: session.csrf, form, here });
    say({ tone: 'problem', words: `Nothing was saved. ${words}` });
  };

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const { target, nativeEvent } = event;
    if (!(target instanceof HTMLFormElement) || sending) return;
    const submitter = nativeEvent instanceof SubmitEvent ? nativeEvent.submitter : null;
    const address = new URL(
      submitter?.getAttribute('formaction') ?? target.getAttribute('action') ?? '',
      location.href,
    );
    const form = [...new FormData(target, submitter)].filter(([, value]) => typeof value === 'string');
    const [, service, path = '/'] = /^([a-z][a-z0-9-]*)(\/.*)?$/.exec(address.pathname.slice(base.length)) ?? [];
    if (!address.pathname.startsWith(base) || service === undefined) return;
    if (target.method === 'get') {
      go(`${address.pathname}?${new URLSearchParams(form as [string, string][])}`);
      return;
    }
    clearTimeout(timer.current);
    setSending(true);
    const from = shownAddress();
    const answer = await tell<ServicePageView>(
      `/round/patients/${patient}/services/${service}${path}${address.search}`,
      session.csrf,
      { patient, layout, form },
    );
    setSending(false);
    if (answer.outcome === 'signed-out') leave();
    else if (answer.outcome === 'no-network')
      say({
        tone: 'problem',
        words:
          'There is no network. Look whether it was saved once it is back, before you send it again. Do not close this page.',
      });
    else if (answer.outcome === 'screens-changed') await keepUnsent(target, from.split('?', 1)[0] ?? from);
    else if (answer.outcome === 'refused') say({ tone: 'problem', words: answer.message });
    else if (answer.value.result.outcome === 'content') setAnswered(answer.value.result.html);
    else if (answer.value.result.outcome === 'done') {
      typing.current = false;
      const { path: next, message = 'Saved.' } = answer.value.result;
      say({ tone: 'done', words: message });
      goOn(from, next === '' || next === '/' ? `/patients/${patient}/more` : `${base}${service}${next}`);
    } else {
      const withheld = answer.value.result.outcome === 'withheld';
      say({
        tone: 'problem',
        words: withheld
          ? 'Your role may not do this. Nothing was saved.'
          : `${answer.value.title} did not answer. Look whether it was saved before you send it again.`,
      });
    }
  };

  return (
    <>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: it listens to the links and forms inside of it. */}
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: a link that is followed by the keyboard is clicked as well. */}
      <div
        ref={place}
        className="round-fragment"
        aria-busy={sending}
        onClick={follow}
        onInput={keep}
        onSubmit={(event) => void submit(event)}
        dangerouslySetInnerHTML={{ __html: answered ?? shown.current }}
      />
      {kept !== '' && (
        <p role="status" className="round-meta">
          {kept}
        </p>
      )}
    </>
  );
}
