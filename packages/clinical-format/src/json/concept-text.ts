import { field, listField, textField, textOf } from './read-json.ts';

/** One code of a CodeableConcept or Coding; parts that are missing or of a wrong type are `undefined`. */
export type CodeReading = {
  readonly system: string | undefined;
  readonly code: string | undefined;
  readonly display: string | undefined;
};

/** Every coding of a CodeableConcept (or of a bare Coding), in the order given. */
export function codesOf(concept: unknown): readonly CodeReading[] {
  const codings = listField(concept, 'coding');
  const source = codings.length === 0 && field(concept, 'code') !== undefined ? [concept] : codings;
  return source.map((coding) => ({
    system: textField(coding, 'system'),
    code: textField(coding, 'code'),
    display: textField(coding, 'display'),
  }));
}

/** Whether a concept carries one of these codes, in any code system. */
export function hasCode(concept: unknown, codes: ReadonlySet<string>): boolean {
  return codesOf(concept).some(({ code }) => code !== undefined && codes.has(code));
}

/**
 * The words of a CodeableConcept: its text, else the display the user selected, else the first display, else
 * "Code 123"; `undefined` when there is nothing to show, so that the caller chooses the word for absence.
 *
 * @see https://hl7.org/fhir/R4/datatypes.html#CodeableConcept
 */
export function conceptText(concept: unknown): string | undefined {
  if (typeof concept === 'string') return textOf(concept);
  const text = textField(concept, 'text');
  if (text !== undefined) return text;
  const selected = listField(concept, 'coding').find((coding) => field(coding, 'userSelected') === true);
  const codes = codesOf(concept);
  const code = codes.find((each) => each.code !== undefined)?.code;
  return (
    textField(selected, 'display') ??
    codes.find((each) => each.display !== undefined)?.display ??
    textField(concept, 'display') ??
    (code === undefined ? undefined : `Code ${code}`)
  );
}
