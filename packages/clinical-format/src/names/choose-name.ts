import { epochOfFhirDate } from '../dates/fhir-date.ts';
import { epochOf, type Instant } from '../dates/instant.ts';
import { field, listField, listOf, lookUp, path, textField, textOf } from '../json/read-json.ts';

/** The parts of a FHIR HumanName, trimmed; a missing part is `undefined` or an empty list. */
export type NameParts = {
  readonly use: string | undefined;
  readonly text: string | undefined;
  readonly family: string | undefined;
  readonly given: readonly string[];
  readonly prefix: readonly string[];
};

const rank: Readonly<Record<string, number>> = {
  usual: 0,
  official: 1,
  temp: 3,
  nickname: 4,
  anonymous: 5,
  maiden: 6,
  old: 7,
};
const rankWithoutUse = 2;

/**
 * The name a person goes by at `now`: names in force before names that have ended or not begun, then by use: usual,
 * official, no use given, temporary, nickname, anonymous, maiden, old; then the order given. Takes a HumanName, a
 * list of them, or a resource with `name`. `undefined` when no name has anything to show.
 *
 * @see https://hl7.org/fhir/R4/datatypes.html#HumanName
 */
export function chooseName(names: unknown, now: Instant): NameParts | undefined {
  const moment = epochOf(now);
  return namesOf(names)
    .map((name, order) => ({ name, order, parts: read(name), outside: isOutside(name, moment) ? 1 : 0 }))
    .filter(({ parts }) => parts.text !== undefined || parts.family !== undefined || parts.given.length > 0)
    .sort((a, b) => a.outside - b.outside || rankOf(a.parts) - rankOf(b.parts) || a.order - b.order)[0]?.parts;
}

/** Every name of a use that is in force at `now`. */
export function namesInUse(names: unknown, use: string, now: Instant): readonly NameParts[] {
  const moment = epochOf(now);
  return namesOf(names)
    .filter((name) => !isOutside(name, moment))
    .map(read)
    .filter((parts) => parts.use === use);
}

function namesOf(names: unknown): readonly unknown[] {
  if (typeof names === 'string') return [{ text: names }];
  return field(names, 'resourceType') === undefined ? listOf(names) : listField(names, 'name');
}

function read(name: unknown): NameParts {
  return {
    use: textField(name, 'use'),
    text: clean(field(name, 'text')),
    family: clean(field(name, 'family')),
    given: cleanAll(field(name, 'given')),
    // "Mrs." and "Mrs" are the same title; the NHS writes it without a full stop.
    prefix: cleanAll(field(name, 'prefix')).map((title) => title.replace(/\.$/, '')),
  };
}

/** Names may not carry controls that turn the direction of writing: they could make one patient look like another. */
function clean(value: unknown): string | undefined {
  return textOf(typeof value === 'string' ? value.replace(/[\u202a-\u202e\u2066-\u2069\u200e\u200f]/g, '') : value);
}

function cleanAll(value: unknown): readonly string[] {
  return listOf(value)
    .map(clean)
    .filter((part) => part !== undefined);
}

function rankOf({ use }: NameParts): number {
  return lookUp(rank, use) ?? rankWithoutUse;
}

function isOutside(name: unknown, moment: number | undefined): boolean {
  if (moment === undefined) return false;
  const start = epochOfFhirDate(path(name, 'period', 'start'));
  const end = endOf(path(name, 'period', 'end'));
  return (start !== undefined && start > moment) || (end !== undefined && end < moment);
}

/** A period ends with the last moment its end can mean: a date includes its whole day. */
function endOf(value: unknown): number | undefined {
  const start = epochOfFhirDate(value);
  if (start === undefined || typeof value !== 'string') return undefined;
  const end = new Date(start);
  const length = value.trim().length;
  if (length === 4) end.setUTCFullYear(end.getUTCFullYear() + 1);
  else if (length === 7) end.setUTCMonth(end.getUTCMonth() + 1);
  else if (length === 10) end.setUTCDate(end.getUTCDate() + 1);
  return length > 10 ? start : end.getTime() - 1;
}
