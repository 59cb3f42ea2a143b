import { attributes, type Html, html } from '@baseplate-epr/clinical-format';
import { quickFind } from '../search/quick-find.ts';
import type { Visit } from '../visit.ts';
import { type DocumentOptions, recordName } from './document.ts';

/** The bar at the top of every page: where one is, where one can go, who one is. */
export function header(visit: Visit, { current, withoutFind }: DocumentOptions): Html {
  const { kind, display, role, organisation } = visit.context.principal;
  // A patient sees one record, so there is nobody to look up.
  const patient = kind === 'patient';
  return html`<header class="workspace-header"><div class="workspace-header__row"><a class="workspace-header__name" href="/">${recordName(visit)}</a><nav class="workspace-header__places" aria-label="Main"><ul>${patient ? place('/', 'Your record', false) : html`${place('/', 'Wards', current === 'wards')}${place('/patients', 'Patients', current === 'patients')}`}${visit.shell.places.map(({ href, title }) => place(href, title, false))}</ul></nav>${
    !patient && withoutFind !== true && quickFind(visit)
  }<div class="workspace-header__person"><span class="workspace-header__who"><b>${display}</b> <span>${role.display}, ${organisation.display}</span></span><form method="post" action="/sign-out"><input type="hidden" name="csrf" value="${visit.shell.csrfToken}"><button class="workspace-header__button" type="submit">Sign out</button></form></div></div></header>`;
}

function place(href: string, text: string, current: boolean): Html {
  return html`<li><a${attributes({ href, 'aria-current': current ? 'page' : undefined })}>${text}</a></li>`;
}
