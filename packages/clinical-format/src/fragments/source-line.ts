import { dateNotRecorded } from '../dates/date-words.ts';
import { formatDateTime } from '../dates/format-date.ts';
import { type Html, type HtmlValue, html } from '../html/html.ts';
import { textOf } from '../json/read-json.ts';
import { joinFacts } from './join-facts.ts';

/** Where and when something was recorded. */
export type SourceLineOptions = {
  /** Name of the organisation; said to be missing when it is. */
  readonly organisation: string | undefined;
  /** FHIR date, dateTime or instant; said to be missing when it is. */
  readonly time: unknown;
  /** What happened then: "Collected", "Started", "Onset". */
  readonly verb?: string;
  /** Who recorded it. */
  readonly person?: string | undefined;
  /** Further facts, each set apart by a dot. */
  readonly more?: readonly HtmlValue[];
};

/** The line every row of a record carries: when, where, who. `Started 20-Nov-2026 · Acute Trust`. */
export function sourceLine({ organisation, time, verb, person, more = [] }: SourceLineOptions): Html {
  const when = formatDateTime(time);
  const moment = when === dateNotRecorded ? 'Time not recorded' : verb === undefined ? when : `${verb} ${when}`;
  const facts = [moment, textOf(organisation) ?? 'Source not recorded', textOf(person), ...more];
  return html`<p class="clinical-meta">${joinFacts(facts)}</p>`;
}
