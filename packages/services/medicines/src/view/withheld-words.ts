import { type HtmlValue, html } from '@baseplate-epr/clinical-format';
import type { MedicineLists } from '../read/medicine-lists.ts';

/** Says what else there is or may be that this role may not see. */
export function withheldWords({ withheld }: MedicineLists): HtmlValue {
  return withheld.map((what) => html`<p class="clinical-meta">${what}: withheld for your role.</p>`);
}
