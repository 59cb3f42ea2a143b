import {
  addressText,
  conceptText,
  currentPlace,
  formatDate,
  formatName,
  formatPlainName,
  type Html,
  type HtmlValue,
  hospitalNumbersOf,
  html,
  joinHtml,
  placeWords,
} from '@baseplate-epr/clinical-format';
import type { ContactPoint, Patient } from '@medplum/fhirtypes';
import type { PatientRecord } from './load-patient.ts';

/** The zone of the banner that opens on demand, without script. What decides about safety never hides here. */
export function bannerDetails({ patient, current }: PatientRecord, now: number): Html {
  const facts: readonly (readonly [string, HtmlValue])[] = [
    ['Address', addressText(patient, now)],
    ['Contact', contactText(patient.telecom, now)],
    ['Next of kin', kinText(patient, now)],
    ['GP practice', practiceText(patient)],
    ['Now at', current.state === 'there' ? placeText(current.value) : placeWords(current)],
    ['Hospital number', hospitalNumbersOf(patient).join(', ') || 'Not recorded'],
    ['Other names', otherNames(patient, now)],
    ['Language', languageText(patient)],
  ];
  return html`<details class="workspace-banner__more"><summary>Address, contacts, GP</summary><dl>${facts.map(
    ([label, value]) => html`<div><dt>${label}</dt><dd>${value}</dd></div>`,
  )}</dl></details>`;
}

const systemWords: Readonly<Record<string, string>> = {
  phone: 'Telephone',
  email: 'Email',
  sms: 'Text message',
  fax: 'Fax',
  pager: 'Pager',
};

function contactText(points: readonly ContactPoint[] = [], now: number): HtmlValue {
  const usable = points.filter(
    ({ use, period, value }) => use !== 'old' && value !== undefined && !isPast(period?.end, now),
  );
  if (usable.length === 0) return 'Not recorded';
  return joinHtml(
    usable.map(
      ({ system = '', use, value }) =>
        `${systemWords[system] ?? 'Contact'}${use === undefined ? '' : ` (${use})`} ${value}`,
    ),
    html`<br>`,
  );
}

function kinText({ contact = [] }: Patient, now: number): HtmlValue {
  if (contact.length === 0) return 'Not recorded';
  return joinHtml(
    contact.map(({ name, relationship = [], telecom }) => {
      const named = name === undefined ? 'Name not recorded' : (name.text ?? formatPlainName(name, { now }));
      const kind = relationship.map((each) => conceptText(each)).find((text) => text !== undefined);
      const numbers = (telecom ?? []).flatMap(({ value }) => (value === undefined ? [] : [value]));
      return [kind === undefined ? named : `${named} (${kind})`, ...numbers].join(', ');
    }),
    html`<br>`,
  );
}

function practiceText({ generalPractitioner = [] }: Patient): string {
  return (
    generalPractitioner.flatMap(({ display }) => (display === undefined ? [] : [display])).join(', ') || 'Not recorded'
  );
}

function placeText(encounters: Parameters<typeof currentPlace>[0]): string {
  const [newest] = encounters;
  if (newest === undefined) return placeWords({ state: 'there', value: [] });
  return `${currentPlace(encounters) ?? 'Place not recorded'}, since ${formatDate(newest.period?.start)}`;
}

function otherNames({ name = [] }: Patient, now: number): string {
  const shown = formatName(name, { now });
  const others = name.map(
    (each) => `${formatName(each, { now, allGiven: true })}${each.use === undefined ? '' : ` (${each.use})`}`,
  );
  return (
    [...new Set(others)].filter((text) => !text.startsWith(`${shown} (`) && text !== shown).join('; ') ||
    'None recorded'
  );
}

function languageText({ communication = [] }: Patient): string {
  return (
    communication.map(({ language }) => conceptText(language)).find((text) => text !== undefined) ?? 'Not recorded'
  );
}

function isPast(end: string | undefined, now: number): boolean {
  return end !== undefined && Date.parse(end) < now;
}
