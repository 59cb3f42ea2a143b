import type { Encounter, Observation, Resource } from '@medplum/fhirtypes';
import { epochOfFhirDate } from '../dates/fhir-date.ts';
import type { ObservationSet, StrikeOut } from './observation-set.ts';
import { partsAsMembers } from './parts-as-members.ts';

/** Puts panels together with the members and encounters that came with them, in the order of the panels. */
export function setsOfBundle(panels: readonly Observation[], included: readonly Resource[]): readonly ObservationSet[] {
  const byReference = new Map(included.map((resource) => [`${resource.resourceType}/${resource.id}`, resource]));
  return panels.map((panel) => {
    const struck = panel.status === 'entered-in-error' ? strikeOutOf(panel) : undefined;
    const members = (panel.hasMember ?? [])
      .map(({ reference }) => byReference.get(reference ?? ''))
      .filter((member): member is Observation => member?.resourceType === 'Observation')
      .filter(({ status }) => struck !== undefined || !unusable.has(status ?? ''))
      .concat(partsAsMembers(panel));
    const time = panel.effectiveDateTime ?? panel.effectiveInstant ?? panel.effectivePeriod?.start;
    const encounter = byReference.get(panel.encounter?.reference ?? '');
    return {
      panel,
      members,
      time,
      at: epochOfFhirDate(time),
      person: performerOf(panel, (reference) => !reference.startsWith('Organization/')),
      organisation: organisationOf(panel, encounter?.resourceType === 'Encounter' ? encounter : undefined),
      struck,
    };
  });
}

const unusable = new Set(['entered-in-error', 'cancelled', 'registered']);

function organisationOf(panel: Observation, encounter: Encounter | undefined): string | undefined {
  return (
    performerOf(panel, (reference) => reference.startsWith('Organization/')) ?? encounter?.serviceProvider?.display
  );
}

/** A performer named without a reference counts by its type. */
function performerOf({ performer = [] }: Observation, wanted: (reference: string) => boolean): string | undefined {
  return performer.find(({ reference, type, display }) => display !== undefined && wanted(reference ?? `${type}/`))
    ?.display;
}

/** The note that this service leaves when it strikes a set out is the last one. */
function strikeOutOf({ note = [], meta }: Observation): StrikeOut {
  const last = note.at(-1);
  return {
    person: last?.authorReference?.display ?? last?.authorString ?? 'Person not recorded',
    time: last?.time ?? meta?.lastUpdated,
    reason: last?.text ?? 'Reason not recorded',
  };
}
