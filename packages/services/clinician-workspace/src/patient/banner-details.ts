import {
  conceptText,
  formatDate,
  formatName,
  formatPlainName,
  type Html,
  type HtmlValue,
  html,
  joinHtml,
} from '@baseplate-epr/clinical-format';
import type { Address, ContactPoint, Patient } from '@medplum/fhirtypes';
import { currentPlace } from './current-place.ts';
import { identifiersOf } from './identifiers.ts';
import type { PatientRecord } from './load-patient.ts';

/** The zone of the banner that opens on demand, without script. What decides about safety never hides here. */
export function bannerDetails({ patient, current }: PatientRecord, now: number): Html {
  const facts: readonly (readonly [string, HtmlValue])[] = [
    ['Address', addressText(patient, now)],
    ['Contact', contactText(patient.telecom, now)],
    ['Next of kin', kinText(patient, now)],
    ['GP practice', practiceText(patient)],
    [
      'Now at',
      current.state === 'there'
        ? placeText(current.value)
        : current.state === 'withheld'
          ? 'Withheld for your role'
          : 'Not available now',
    ],
    ['Hospital number', identifiersOf(patient).hospital.join(', ') || 'Not recorded'],
    ['Other names', otherNames(patient, now)],
    ['Language', languageText(patient)],
  ];
  return html`<details class="workspace-banner__more"><summary>Address, contacts, GP</summary><dl>${facts.map(
    ([label, value]) => html`<div><dt>${label}</dt><dd>${value}</dd></div>`,
  )}</dl></details>`;
}

/** The address in use: home before others, none that has ended. */
export function addressText({ address = [] }: Patient, now: number): string {
  const usable = address.filter(({ period, use }) => use !== 'old' && !isPast(period?.end, now));
  const chosen = usable.find(({ use }) => use === 'home') ?? usable[0];
  return chosen === undefined ? 'Not recorded' : written(chosen);
}

function written({ line = [], city, district, state, postalCode, country, text }: Address): string {
  const parts = [...line, district === city ? undefined : district, city, state, postalCode, country];
  return parts.filter((part) => part !== undefined && part.trim() !== '').join(', ') || text || 'Not recorded';
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
  if (newest === undefined) return 'Not in hospital, as far as this record knows';
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
