import { formatTime, type Html, html } from '@baseplate-epr/clinical-format';
import type { Visit } from '../visit.ts';
import type { Draft } from './draft.ts';

/** Says that input was kept and is not part of the record, with the ways to go on with it or throw it away. */
export function draftNotice(visit: Visit, draft: Draft, { here }: { readonly here: boolean }): Html {
  const { patient, service, form, path, at } = draft;
  const name = form.replace(/[-_.]+/g, ' ').trim();
  const kept = formatTime(new Date(at).toISOString());
  const slot = visit.shell.fragments.list({}).find((one) => one.service === service && one.slot !== 'alerts')?.slot;
  const target =
    path === '' ? `#${service}-${slot ?? 'main'}` : `/patients/${patient}/${service}${path === '/' ? '' : path}`;
  return html`<div class="workspace-draft"><p><b>Unsaved draft</b> of “${name}”, kept at ${kept}.${!here && ' It is not part of the record.'}</p><div class="workspace-draft__ways">${
    !here &&
    html`<a class="nhsuk-link" href="${target}">Go on with it<span class="nhsuk-u-visually-hidden">: ${name}</span></a>`
  }<form method="post" action="/patients/${patient}/drafts/discard"><input type="hidden" name="csrf" value="${visit.shell.csrfToken}"><input type="hidden" name="patient" value="${patient}"><input type="hidden" name="service" value="${service}"><input type="hidden" name="form" value="${form}"><button class="workspace-linklike" type="submit">Discard draft<span class="nhsuk-u-visually-hidden">: ${name}</span></button></form></div></div>`;
}
