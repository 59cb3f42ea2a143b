import { resourceTypes } from '@baseplate-epr/fhir';
import { valueFor } from './search-trials.ts';
import type { Statement } from './statement.ts';
import { isThere, succeeded, type Trial } from './trial.ts';

const json = { 'content-type': 'application/fhir+json' };
const compartments = ['Device', 'Encounter', 'Patient', 'Practitioner', 'RelatedPerson'];
const patches: Readonly<Record<string, string>> = {
  'application/json-patch+json': '[]',
  'application/fhir+json': '{"resourceType":"Parameters"}',
  'application/fhir+xml': '<Parameters xmlns="http://hl7.org/fhir"/>',
  'application/xml-patch+xml': '<diff/>',
};

/** Tries what is claimed of the system as a whole, and of formats, and what is not. */
export function systemTrials({ format, patchFormat = [], rest: [rest] }: Statement, nobody: string): readonly Trial[] {
  const codes = new Set(rest.interaction.map(({ code }) => code));
  const bundle = (type: string): Trial => ({
    subject: `${type} on the system`,
    claimed: codes.has(type),
    path: '/fhir',
    init: { method: 'POST', headers: json, body: JSON.stringify({ resourceType: 'Bundle', type }) },
    offered: succeeded,
  });
  const formats = new Set([...format, 'application/fhir+xml', 'application/fhir+turtle']);
  const urls = rest.compartment ?? [];
  return [
    bundle('transaction'),
    bundle('batch'),
    system('search-system', codes, `/fhir?_type=Basic&_id=${nobody}`),
    system('history-system', codes, '/fhir/_history?_since=2999-01-01T00:00:00Z'),
    ...[...formats].map(
      (one): Trial => ({
        subject: `format ${one}`,
        claimed: format.includes(one),
        path: `/fhir/metadata?_format=${encodeURIComponent(one)}`,
        offered: succeeded,
      }),
    ),
    ...Object.entries(patches).map(
      ([type, body]): Trial => ({
        subject: `patch format ${type}`,
        claimed: patchFormat.includes(type),
        path: `/fhir/Basic/${nobody}`,
        init: { method: 'PATCH', headers: { 'content-type': type }, body },
        offered: isThere,
      }),
    ),
    ...rest.searchParam.map(
      (one): Trial => ({
        subject: `search parameter ${one.name} of the system`,
        claimed: true,
        path: `/fhir?_id=${nobody}&${one.name}=${encodeURIComponent(valueFor(one))}`,
        init: { headers: { prefer: 'handling=strict' } },
        offered: succeeded,
      }),
    ),
    ...compartments.map(
      (type): Trial => ({
        subject: `compartment ${type}`,
        claimed: urls.some((url) => url.endsWith(`/${type.toLowerCase()}`)),
        path: `/fhir/${type}/${nobody}/Observation?_id=${nobody}`,
        offered: succeeded,
      }),
    ),
    ...[...resourceTypes].filter((type) => !rest.resource.some((one) => one.type === type)).map(unclaimedType),
  ];
}

function system(code: string, codes: ReadonlySet<string>, path: string): Trial {
  return { subject: `${code} on the system`, claimed: codes.has(code), path, offered: succeeded };
}

function unclaimedType(type: string): Trial {
  return { subject: `resources of type ${type}`, claimed: false, path: `/fhir/${type}/1`, offered: isThere };
}
