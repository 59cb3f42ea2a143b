import { type Html, html, joinHtml } from '../html/html.ts';
import { describeMedicine, type MedicineOptions, type MedicinePart, medicineParts } from './describe-medicine.ts';

/**
 * The medicines line by the NHS Common User Interface: generic name bold and lower case, BRAND in upper case, parts in
 * the order form, DOSE, route, frequency, with an em dash between them. Nothing is cut short; where the line is too
 * long it breaks between parts. The status is not part of the line: see {@link medicineStatusHtml}.
 */
export function medicineLine(resource: unknown, options: MedicineOptions = {}): Html {
  const medicine = describeMedicine(resource, options);
  const line = joinHtml(medicineParts(medicine, medicine.dosages).map(part), ' \u2014 ');
  return html`<span class="clinical-medicine">${line}</span>`;
}

/** The status word with its reason; bold when it must stand out: `<b>Suspended</b>: rising creatinine`. */
export function medicineStatusHtml(resource: unknown): Html {
  const { word, standsOut, reason } = describeMedicine(resource);
  return html`${standsOut ? html`<b>${word}</b>` : word}${reason !== undefined && `: ${reason}`}`;
}

function part({ label, text, strong = false }: MedicinePart): Html {
  return html`<span class="clinical-part">${label !== undefined && html`<span class="clinical-label">${label}</span> `}${strong ? html`<b>${text}</b>` : text}</span>`;
}
