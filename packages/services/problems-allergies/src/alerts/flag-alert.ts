import {
  alertNote,
  conceptText,
  describeProblem,
  formatDate,
  formatDateTime,
  type Html,
  joinHtml,
  sourceOf,
} from '@baseplate-epr/clinical-format';
import type { Condition, Flag } from '@medplum/fhirtypes';
import type { Directory } from '../read/read-directory.ts';

/** A flag of the strip, with what the problem list says of the problem it is about: ", confirmed 03-Feb-2024". */
export function flagAlert(flag: Flag, problems: readonly Condition[], directory: Directory): Html {
  const { organisation, person } = sourceOf(flag, directory.resources);
  const problem = problemOf(flag, problems);
  const { start, end } = flag.period ?? {};
  const source = [
    start === undefined ? 'Time not recorded' : `Since ${formatDateTime(start)}`,
    end !== undefined && `until ${formatDateTime(end)}`,
    organisation ?? (directory.withheld ? 'Source withheld' : 'Source not recorded'),
    person,
  ];
  return alertNote({
    fact: conceptText(flag.code) ?? 'Flag without words',
    more: problem === undefined ? '' : certaintyWords(problem),
    source: joinHtml(source, ' · '),
    tone: 'caution',
  });
}

function certaintyWords(problem: Condition): string {
  const { certainty } = describeProblem(problem);
  const date = problem.recordedDate ?? problem.onsetDateTime;
  return `, ${certainty.toLowerCase()}${date === undefined ? '' : ` ${formatDate(date)}`}`;
}

const detail = 'http://hl7.org/fhir/StructureDefinition/flag-detail';

/** The problem a flag names: by reference, by a shared code, else by its name within the flag's words. */
function problemOf(flag: Flag, problems: readonly Condition[]): Condition | undefined {
  const reference = flag.extension?.find(({ url }) => url === detail)?.valueReference?.reference;
  const words = conceptText(flag.code)?.toLowerCase() ?? '';
  const codes = new Set((flag.code.coding ?? []).map(({ system, code }) => `${system}|${code}`));
  return (
    problems.find(({ id }) => `Condition/${id}` === reference) ??
    problems.find(({ code }) => code?.coding?.some((one) => codes.has(`${one.system}|${one.code}`)) === true) ??
    problems.find(({ code }) => {
      const name = conceptText(code)?.toLowerCase();
      return name !== undefined && words.includes(name);
    })
  );
}
