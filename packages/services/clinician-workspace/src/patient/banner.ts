import {
  formatName,
  formatNhsNumber,
  genderWords,
  type Html,
  type HtmlValue,
  html,
  lifeSpan,
  nhsNumberOf,
  placeWords,
  preferredName,
} from '@baseplate-epr/clinical-format';
import type { Visit } from '../visit.ts';
import { allergyLine, allergyService } from './allergy-line.ts';
import { bannerDetails } from './banner-details.ts';
import type { PatientRecord } from './load-patient.ts';

/**
 * The patient banner of the NHS Common User Interface, on every page about one patient: name, born, gender, NHS number in reading
 * and tab order, then allergies, then a zone that opens. Somebody who has died is told apart by words, colour and pattern.
 */
export function patientBanner(visit: Visit, record: PatientRecord): Html {
  const { patient } = record;
  const { now } = visit.context;
  const names = patient.name ?? [];
  const preferred = preferredName(names, { now });
  const life = lifeSpan(patient, now);
  const isAtHome = record.current.state === 'there' && record.current.value.length === 0;
  const offered = visit.shell.fragments.list({}).some(({ service }) => service === allergyService);
  const link = offered ? `/patients/${record.id}/${allergyService}/allergies` : undefined;
  return html`<section class="workspace-banner${life.dead && ' workspace-banner--deceased'}" aria-label="Patient" data-banner><div class="workspace-banner__row"><div class="workspace-banner__who"><h1 class="workspace-banner__name">${formatName(names, { now })}</h1>${
    preferred !== undefined && html`<p class="workspace-banner__preferred">${item('Preferred name', preferred)}</p>`
  }</div><dl class="workspace-banner__facts">${fact('Born', life.born)}${life.dead && fact('Died', life.died)}${
    life.dead && fact('Age at death', life.ageAtDeath)
  }${fact('Gender', genderWords(patient.gender))}${fact('NHS No.', html`<b class="nhsuk-u-nowrap">${formatNhsNumber(nhsNumberOf(patient))}</b>`)}${
    !isAtHome && fact('Location', placeWords(record.current))
  }</dl>${allergyLine(record, link)}${bannerDetails(record, now)}</div>${warnings(patient)}</section>`;
}

function fact(label: string, value: HtmlValue): Html {
  return html`<div><dt>${label}</dt><dd>${value}</dd></div>`;
}

function item(label: string, value: HtmlValue): Html {
  return html`<span class="workspace-label">${label}</span> ${value}`;
}

/** What the record says about itself that makes it the wrong one to write in. */
function warnings({ active, link }: PatientRecord['patient']): Html {
  const replaced = (link ?? []).some(({ type }) => type === 'replaced-by');
  if (active !== false && !replaced) return html``;
  const why = replaced
    ? 'This record was replaced by another record of the same patient.'
    : 'This record is marked as no longer in use.';
  return html`<p class="workspace-banner__warning"><b>Important:</b> ${why} Do not add to it.</p>`;
}
