import type { Observation, ObservationComponent } from '@medplum/fhirtypes';
import { hasCode } from '../json/concept-text.ts';

const pressures = new Set(['8480-6', '271649006', '72313002', '8462-4', '271650006']);
const pressurePanel = { coding: [{ system: 'http://loinc.org', code: '85354-9', display: 'Blood pressure' }] };

/**
 * What a panel measured in components of its own, as members, since some senders put a whole set into one Observation. They have no
 * id, because the record does not hold them apart.
 */
export function partsAsMembers(panel: Observation): readonly Observation[] {
  const parts = panel.component ?? [];
  const pressure = parts.filter(({ code }) => hasCode(code, pressures));
  const common = {
    resourceType: 'Observation' as const,
    status: panel.status,
    ...(panel.subject && { subject: panel.subject }),
    ...(panel.effectiveDateTime && { effectiveDateTime: panel.effectiveDateTime }),
    ...(panel.effectiveInstant && { effectiveInstant: panel.effectiveInstant }),
    ...(panel.effectivePeriod && { effectivePeriod: panel.effectivePeriod }),
  };
  const alone = (part: ObservationComponent): Observation => ({ ...common, ...part, resourceType: 'Observation' });
  const grouped: Observation[] = pressure.length === 0 ? [] : [{ ...common, code: pressurePanel, component: pressure }];
  return [...parts.filter((part) => !pressure.includes(part)).map(alone), ...grouped];
}
