import { keepDraft } from '../server/keep-draft.ts';

/** A form of another service in work. */
export interface FormInWork {
  readonly patient: string;
  readonly csrf: string;
  readonly form: HTMLFormElement;
  /** Path of the screen below the patient, such as `/documents/write`. */
  readonly here: string;
}

/** Has the record keep what stands in a form. @returns what to say of it */
export async function keepForm({ patient, csrf, form, here }: FormInWork): Promise<string> {
  const base = `/patients/${patient}/`;
  const { pathname } = new URL(form.getAttribute('action') ?? '', location.href);
  const [, service = '', action = '/'] = /^([a-z][a-z0-9-]*)(\/.*)?$/.exec(pathname.slice(base.length)) ?? [];
  const own = here === `/${service}` || here.startsWith(`/${service}/`);
  const { words } = await keepDraft(csrf, {
    patient,
    service,
    form: form.dataset.draft ?? '',
    path: own ? here.slice(service.length + 1) || '/' : '',
    action,
    fields: [...new FormData(form)].flatMap(([name, value]) =>
      typeof value === 'string' ? [[name, value] as const] : [],
    ),
  });
  return words;
}
