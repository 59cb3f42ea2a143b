import type { Definition } from './definitions.ts';

interface Element {
  readonly id?: string;
  readonly path: string;
  readonly type?: readonly { readonly code: string; readonly targetProfile?: readonly string[] }[];
  readonly [key: string]: unknown;
}

const core = 'http://hl7.org/fhir/StructureDefinition/';

/** Elements of the package that R4 does not have: its own, and some of R4B and R5. With them go those below. */
const unknown = [
  'Binary.url',
  'DeviceDefinition.bodySite',
  'DeviceDefinition.classification',
  'HealthcareService.offeredIn',
  ...'account accounts author compartment deleted onBehalfOf project'.split(' ').map((name) => `Meta.${name}`),
  'ObservationDefinition.publisher',
  ...'associatedParty classifier comparisonGroup descriptionSummary label name objective.description outcomeMeasure progressStatus recruitment region result studyDesign whyStopped'
    .split(' ')
    .map((name) => `ResearchStudy.${name}`),
  ...'definitionByCombination definitionByTypeAndValue definitionCanonical definitionCodeableConcept definitionExpression definitionId definitionReference duration[x] instances[x] linkId note timeFromEvent'
    .split(' ')
    .map((name) => `EvidenceVariable.characteristic.${name}`),
];

/** Targets of references that R4 does not allow. */
const noTargets: Readonly<Record<string, readonly string[]>> = {
  'AuditEvent.agent.who': [],
  'AuditEvent.source.observer': ['Subscription'],
  'MeasureReport.subject': ['CareTeam', 'HealthcareService', 'Organization'],
  'ResearchStudy.site': ['Organization', 'ResearchStudy'],
};

const characteristic = 'EvidenceVariable.characteristic';
const optional = (name: string, type: readonly object[], more: object = {}): Element => ({
  path: `${characteristic}.${name}`,
  base: { path: `${characteristic}.${name}` },
  min: 0,
  max: '1',
  ...more,
  type: type as NonNullable<Element['type']>,
});
const ofTypes = (codes: string) => codes.split(' ').map((code) => ({ code }));

/** Elements that R4 has and the package has not, after the element that they follow. */
const lost: Readonly<Record<string, readonly Element[]>> = {
  [`${characteristic}.description`]: [
    optional(
      'definition[x]',
      [
        { code: 'Reference', targetProfile: [`${core}Group`] },
        ...ofTypes('canonical CodeableConcept Expression DataRequirement TriggerDefinition'),
      ],
      { min: 1, isSummary: true },
    ),
    optional('usageContext', ofTypes('UsageContext'), { max: '*' }),
  ],
  [`${characteristic}.exclude`]: [
    optional('participantEffective[x]', ofTypes('dateTime Period Duration Timing')),
    optional('timeFromStart', ofTypes('Duration')),
    optional('groupMeasure', ofTypes('code'), {
      binding: { strength: 'required', valueSet: 'http://hl7.org/fhir/ValueSet/group-measure|4.0.1' },
    }),
  ],
};

/** What else an element says in R4. */
const said: Readonly<Record<string, object>> = {
  'Bundle.entry.response.outcome': { type: ofTypes('Resource') },
  'DetectedIssue.status': {
    binding: { strength: 'required', valueSet: 'http://hl7.org/fhir/ValueSet/observation-status|4.0.1' },
  },
  [characteristic]: { min: 1, constraint: [] },
  [`${characteristic}.description`]: { type: ofTypes('string') },
};

const unknownParameters = new Set(
  ['DetectedIssue-status', 'DeviceDefinition-classification', 'ServiceRequest-order-detail'].map(
    (name) => `http://hl7.org/fhir/SearchParameter/${name}`,
  ),
);

/**
 * A definition as HL7 has published it in R4 4.0.1. The package is another project's: that has added elements and search parameters of its own,
 * and some of later versions of FHIR. What it has mended in R4's invariants stays mended. The long checks compare the result with R4's own
 * definitions, which are among the official examples.
 *
 * @returns undefined for what R4 does not have
 */
export function asPublished(definition: Definition): Definition | undefined {
  if (unknownParameters.has(definition.url)) return undefined;
  if (definition.resourceType === 'SearchParameter') {
    const wrong = definition.url.endsWith('/MeasureReport-subject') ? noTargets['MeasureReport.subject'] : undefined;
    if (wrong === undefined) return definition;
    return { ...definition, target: (definition.target as readonly string[]).filter((type) => !wrong.includes(type)) };
  }
  const { snapshot } = definition as { readonly snapshot?: { readonly element: readonly Element[] } };
  if (definition.resourceType !== 'StructureDefinition' || snapshot === undefined) return definition;
  const element = snapshot.element.filter(isOfR4).flatMap((one) => [corrected(one), ...(lost[one.path] ?? [])]);
  return { ...definition, snapshot: { ...snapshot, element } };
}

function isOfR4({ path }: Element): boolean {
  return !unknown.some((name) => path === name || path.startsWith(`${name}.`));
}

function corrected(element: Element): Element {
  const changed = said[element.path];
  const wrong = noTargets[element.path];
  if (wrong === undefined) return changed === undefined ? element : { ...element, ...changed };
  const isTarget = (profile: string) => profile.startsWith(core) && !wrong.includes(profile.slice(core.length));
  const type = (element.type ?? []).map((one) =>
    one.targetProfile === undefined ? one : { ...one, targetProfile: one.targetProfile.filter(isTarget) },
  );
  return { ...element, type };
}
