import type { SmallServerBehaviour } from './small-store.ts';

/** The CapabilityStatement of a small server. */
export function smallStatement({ types, without = [] }: SmallServerBehaviour): object {
  const offers = (codes: readonly string[], of = '') =>
    codes.filter((code) => !without.includes(`${code}${of}`)).map((code) => ({ code }));
  return {
    resourceType: 'CapabilityStatement',
    status: 'active',
    kind: 'instance',
    fhirVersion: without.includes('R4') ? '3.0.2' : '4.0.1',
    format: ['json'],
    rest: [
      {
        mode: 'server',
        interaction: offers(['transaction', 'history-system']),
        resource: types
          .filter((type) => !without.includes(type))
          .map((type) => ({
            type,
            interaction: offers(['read', 'vread', 'update', 'delete', 'history-instance'], ` ${type}`),
            versioning: without.includes(`versioned-update ${type}`) ? 'versioned' : 'versioned-update',
            updateCreate: !without.includes(`updateCreate ${type}`),
          })),
      },
    ],
  };
}
