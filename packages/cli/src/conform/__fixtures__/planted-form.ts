import { randomUUID } from 'node:crypto';
import type { ServiceContext } from '@baseplate-epr/contracts';
import type { ServiceFault } from './planted-services.ts';

const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');

/** A form that flags the patient, with what was entered. */
export function noteForm(fault: ServiceFault, { page }: ServiceContext, entered = new URLSearchParams()): string {
  const given = fault === 'unsigned' ? [] : (page?.formFields ?? []);
  const hidden = [...given, { name: 'submission', value: entered.get('submission') ?? randomUUID() }];
  const fields = hidden
    .map(({ name, value }) => `<input type="hidden" name="${name}" value="${escaped(value)}">`)
    .join('');
  const kept = fault === 'wiping' ? new URLSearchParams() : entered;
  const radio = (value: string) =>
    `<input type="radio" id="note-${value}" name="tone" value="${value}"${kept.get('tone') === value ? ' checked' : ''}><label for="note-${value}">${value}</label>`;
  return `<form method="post" action="${page?.linkBase}/note">${fields}<label for="note-text">Note</label><textarea id="note-text" name="text">${escaped(kept.get('text') ?? '')}</textarea><fieldset><legend>Tone</legend>${radio('calm')}${radio('urgent')}</fieldset><button>Save</button></form>`;
}

/** Takes the form. */
export async function plantedForm(fault: ServiceFault, request: Request, context: ServiceContext): Promise<Response> {
  const saved = new Response(null, { status: 303, headers: { location: '/', 'baseplate-message': 'Saved.' } });
  if (fault === 'deaf') return new Response(null, { status: 404 });
  if (fault === 'pretending') return saved;
  const form = new URLSearchParams(await request.text());
  const again = () =>
    new Response(noteForm(fault, context, form), { status: 422, headers: { 'content-type': 'text/html' } });
  if (!form.get('text') || !form.get('tone')) return again();
  const identifier = { system: 'https://planted.example/note', value: form.get('submission') ?? '' };
  const flag = {
    resourceType: 'Flag',
    status: 'active',
    identifier: [identifier],
    code: { text: form.get('text') },
    subject: { reference: `Patient/${context.page?.patient}` },
  };
  const headers = new Headers({ 'content-type': 'application/fhir+json' });
  if (fault !== 'doubling') headers.set('if-none-exist', `identifier=${identifier.system}|${identifier.value}`);
  try {
    const made = await context.record.fetch('/fhir/Flag', { method: 'POST', headers, body: JSON.stringify(flag) });
    return made.ok || fault === 'optimistic' ? saved : again();
  } catch {
    return again();
  }
}
