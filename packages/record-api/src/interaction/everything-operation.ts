import { parseDateRange } from '@baseplate-epr/fhir';
import type { EverythingOptions, RecordIssue, SearchParameters } from '@baseplate-epr/record';
import { plainParameters, readOperationBody } from '../request/operation-parameters.ts';
import { single } from '../request/parameters.ts';
import { readOptionalBody } from '../request/read-body.ts';
import { requestError } from '../request/request-error.ts';
import { countOf, sinceOf } from '../request/result-values.ts';
import { searchsetText } from '../response/bundle-text.ts';
import { doInTurns } from '../response/in-turns.ts';
import type { Answer } from '../response/respond.ts';
import { shapeOf, shapeParameters } from '../shape/resource-shape.ts';
import type { Interaction } from './interaction.ts';

const known: readonly string[] = ['start', 'end', '_since', '_type', '_count', ...shapeParameters];

/** `Patient/x/$everything` by GET or POST: https://hl7.org/fhir/R4/patient-operation-everything.html */
export async function everything(interaction: Interaction, patient: string): Promise<Answer> {
  const { session, parameters, baseUrl, longAnswers } = interaction;
  const { cursor } = parameters;
  const rest = [...parameters.rest, ...(await bodyParameters(interaction))];
  const issues = unknownIssues(rest, interaction.prefer.handling);
  const types = rest.filter(([name]) => name === '_type').flatMap(([, value]) => value.split(','));
  const shape = shapeOf(rest);
  const answer = await session.everything({
    patient,
    ...countOf(single(rest, '_count')),
    ...sinceOf(single(rest, '_since')),
    ...careOf(single(rest, 'start'), single(rest, 'end')),
    ...(types.length === 0 ? {} : { types }),
    ...(cursor === undefined ? {} : { cursor }),
  });
  const applied = rest.filter(([name]) => known.includes(name));
  const url = `${baseUrl}/Patient/${patient}/$everything`;
  // The record's cursor knows the types and times; how the resources are shaped is told again by the link.
  const again = rest.filter(([name]) => shapeParameters.includes(name));
  const text = searchsetText({ ...answer, ...shape, applied, issues }, { url, baseUrl, form: parameters, again });
  return { status: 200, text: await doInTurns(text, longAnswers) };
}

async function bodyParameters({ request, limits }: Interaction): Promise<SearchParameters> {
  if (request.method !== 'POST') return [];
  const text = await readOptionalBody(request, limits.resourceLength);
  if (text === '') return [];
  const { resource } = readOperationBody(text, limits);
  if (resource.resourceType !== 'Parameters') {
    throw requestError(400, 'structure', 'The body of $everything is a Parameters resource, or nothing at all.');
  }
  return plainParameters(resource);
}

/** `start` and `end`, both inclusive, as precise as they are written. @throws RecordError 400 */
function careOf(start: string | undefined, end: string | undefined): Pick<EverythingOptions, 'care'> {
  const low = start === undefined ? undefined : dateOf('start', start).low;
  const high = end === undefined ? undefined : dateOf('end', end).high;
  if (low !== undefined && high !== undefined && low >= high) {
    throw requestError(400, 'value', 'end lies before start, so there is no care between them.');
  }
  if (low === undefined && high === undefined) return {};
  return { care: { ...(low === undefined ? {} : { low }), ...(high === undefined ? {} : { high }) } };
}

function dateOf(name: string, text: string) {
  const range = parseDateRange(text);
  if (range !== undefined) return range;
  throw requestError(400, 'value', `${name} is no date. Write it like 2026-11-21.`);
}

function unknownIssues(rest: SearchParameters, handling: 'strict' | 'lenient'): readonly RecordIssue[] {
  const unknown = rest.map(([name]) => name).filter((name) => !known.includes(name));
  const [first] = unknown;
  if (first === undefined) return [];
  if (handling === 'strict') {
    throw requestError(400, 'not-supported', `$everything takes ${known.join(', ')} here and no other parameter.`);
  }
  const diagnostics = `A parameter that $everything does not know was left out. It takes ${known.join(', ')}.`;
  return [{ severity: 'warning', code: 'not-supported', diagnostics }];
}
