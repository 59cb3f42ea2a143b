import {
  describeProblem,
  formatDate,
  type HtmlValue,
  html,
  joinFacts,
  type Row,
  sourceOf,
  tag,
} from '@baseplate-epr/clinical-format';
import type { Condition } from '@medplum/fhirtypes';
import type { Directory } from '../read/read-directory.ts';

/** One problem: name, onset, certainty, when, where and by whom it was recorded, and its notes. `ways` are links to what can be done with it. */
export function problemRow(condition: Condition, directory: Directory, ways?: HtmlValue): Row {
  const { name, group, status, certainty, onset, ended, severity } = describeProblem(condition);
  const { organisation, person } = sourceOf(condition, directory.resources);
  const facts = [
    onset,
    ended ?? (group === 'past' && 'End not recorded'),
    group === 'not-true' ? false : certainty,
    severity,
    condition.recordedDate === undefined
      ? 'Time of recording not recorded'
      : `Recorded ${formatDate(condition.recordedDate)}`,
    organisation ?? (directory.withheld ? 'Source withheld' : 'Source not recorded'),
    person,
  ];
  const flag =
    status !== 'Active' && tag(status, group === 'not-true' ? 'grey' : group === 'past' ? 'white' : 'yellow');
  return {
    tone: group === 'not-true' ? 'muted' : 'plain',
    content: html`<p>${group === 'active' ? html`<b>${name}</b>` : name} ${flag}</p><p class="clinical-meta">${joinFacts(facts)}</p>${(
      condition.note ?? []
    ).map(({ text }) => text !== undefined && html`<p class="clinical-meta">Note: ${text}</p>`)}${ways}`,
  };
}
