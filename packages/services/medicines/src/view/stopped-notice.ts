import { formatDate, type HtmlValue, html, medicineStatusHtml, unbroken } from '@baseplate-epr/clinical-format';
import type { MedicineEntry } from '../read/medicine-entry.ts';
import { type MedicineLists, noticeDays } from '../read/medicine-lists.ts';

/** How many were stopped in the last days, which, why, and what is taken instead; nothing if none were. */
export function stoppedNotice({ stopped, entries }: MedicineLists, now: number): HtmlValue {
  if (stopped.length === 0) return undefined;
  const since = formatDate(new Date(now - noticeDays * 86_400_000).toISOString());
  const lines = stopped.map((one) => {
    const { resource, description, ended } = one;
    return html`<li><b>${description.generic}</b> – ${medicineStatusHtml(resource)} – ${ended === undefined ? `date not recorded, written ${formatDate(resource.meta?.lastUpdated)}` : unbroken(formatDate(ended))}${insteadOf(one, entries)}</li>`;
  });
  return html`<div class="clinical-notice"><p><b>${stopped.length} stopped in the last ${noticeDays} days</b> (since ${since})</p><ul class="nhsuk-list nhsuk-list--bullet">${lines}</ul></div>`;
}

function insteadOf({ resource }: MedicineEntry, entries: readonly MedicineEntry[]): string {
  const instead = entries.filter(
    (entry) =>
      entry.resource.resourceType === 'MedicationRequest' &&
      entry.resource.priorPrescription?.reference === `MedicationRequest/${resource.id}`,
  );
  return instead.length === 0
    ? ''
    : ` – replaced by ${instead.map(({ description }) => description.generic).join(', ')}`;
}
