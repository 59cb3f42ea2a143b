import {
  card,
  decideAllergyState,
  details,
  formatDate,
  type Html,
  type HtmlValue,
  html,
  rowList,
} from '@baseplate-epr/clinical-format';
import type { AllergyIntolerance } from '@medplum/fhirtypes';
import type { Directory } from '../read/read-directory.ts';
import { allergyRow } from './allergy-row.ts';
import { isInForce, isNoKnownAllergy } from './in-force.ts';
import type { Allergies } from './read-allergies.ts';

/** What the card is drawn from. */
export interface AllergiesCardOptions {
  /** Absent when withheld from the role. */
  readonly allergies: Allergies | undefined;
  readonly directory: Directory;
  readonly linkBase: string;
  readonly mayAdd: boolean;
  /** What can be done with an entry; on the page, not on the card. */
  readonly ways?: (allergy: AllergyIntolerance) => HtmlValue;
  /** What stands below the lists. */
  readonly below?: HtmlValue;
}

/** Exactly one of the four states in words, then each allergy, those at high risk first. */
export function allergiesCard({ allergies, directory, linkBase, mayAdd, ways, below }: AllergiesCardOptions): Html {
  const state = decideAllergyState({
    allergies: allergies?.entries,
    availability: allergies === undefined ? 'withheld' : allergies.complete ? 'complete' : 'partial',
  });
  const entries = allergies?.entries ?? [];
  const inForce = entries.filter((one) => isInForce(one));
  const known = inForce.filter((one) => !isNoKnownAllergy(one)).toSorted((a, b) => risk(b) - risk(a));
  const others = entries.filter((one) => !isInForce(one));
  const rows = (list: readonly AllergyIntolerance[]) =>
    rowList(list.map((one) => allergyRow(one, directory, ways?.(one))));
  const page = ways !== undefined;
  return card({
    id: page ? 'problems-allergies-allergies-page' : 'problems-allergies-allergies',
    heading: 'Allergies',
    ...(state.state === 'known' ? { tone: 'urgent' } : {}),
    ...(mayAdd ? { link: { text: 'Add an allergy', href: `${linkBase}/allergies/add` } } : {}),
    content: html`<p class="clinical-allergy-state"><b>${state.words}</b>${
      state.updated !== undefined && html` <span class="clinical-meta">updated ${formatDate(state.updated)}</span>`
    }</p>${
      state.missing !== undefined && html`<p><b>${state.missing}</b>: there may be allergies that are not shown.</p>`
    }${
      state.contradicted && html`<p><b>The record also says “no known allergies”.</b> Put one of the two right.</p>`
    }${known.length > 0 && rows(known)}${state.state !== 'known' && inForce.length > 0 && rows(inForce)}${
      others.length > 0 &&
      details(`Refuted, resolved or entered in error (${others.length})`, rows(others), { open: page })
    }${below}${!page && html`<p><a class="nhsuk-link" href="${linkBase}/allergies">All about allergies${mayAdd && ', correct'}</a></p>`}`,
  });
}

function risk({ criticality }: AllergyIntolerance): number {
  return criticality === 'high' ? 1 : 0;
}
