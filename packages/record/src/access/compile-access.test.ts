import type { IndexEntry, Predicate } from '@baseplate-epr/contracts';
import { compartmentParameters, resourceTypes, scopeQueryPredicate } from '@baseplate-epr/fhir';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Interaction } from '../session/record-session.ts';
import { compileAccess } from './compile-access.ts';
import { referenceData } from './reference-data.ts';
import { residual, type Subject } from './residual.ts';
import { parseScope, type Scope } from './scope.ts';

test('takes scopes of both versions apart, and nothing else', () => {
  const letters = (text: string) => [...(parseScope(text)?.interactions ?? [])].map((one) => one[0]).join('');
  expect(letters('user/Observation.rs')).toBe('rs');
  expect(letters('patient/*.cruds')).toBe('cruds');
  expect(letters('user/*.read')).toBe('rs');
  expect(letters('user/*.write')).toBe('cud');
  expect(letters('system/Patient.*')).toBe('cruds');
  expect(parseScope('user/Observation.rs?category=laboratory')?.query).toBe('category=laboratory');
  for (const text of [
    'openid',
    'launch/patient',
    'user/Observation.',
    'user/Observation.sr',
    'user/observation.r',
    'x/*.r',
  ]) {
    expect(parseScope(text)).toBeUndefined();
  }
});

const types = ['Patient', 'Observation', 'Organization', 'Group', 'Device'] as const;
const interactions: readonly Interaction[] = ['create', 'read', 'update', 'delete', 'search'];
const statuses = ['final', 'preliminary'] as const;

const scopeText = fc
  .record({
    context: fc.constantFrom('patient', 'user', 'system'),
    type: fc.constantFrom('*', ...types),
    permissions: fc.subarray(['c', 'r', 'u', 'd', 's'], { minLength: 1 }).map((letters) => letters.join('')),
    status: fc.option(fc.constantFrom(...statuses)),
  })
  .map(({ context, type, permissions, status }) => {
    const query = status !== null && type === 'Observation' ? `?status=${status}` : '';
    return `${context}/${type}.${permissions}${query}`;
  });

const subject = fc
  .record({
    type: fc.constantFrom(...types),
    id: fc.constantFrom('own', 'other'),
    patient: fc.option(fc.constantFrom('own', 'other')),
    status: fc.constantFrom(...statuses),
  })
  .map(({ type, id, patient, status }): Subject => {
    const inside = type === 'Patient' ? id : type === 'Observation' || type === 'Group' ? patient : null;
    const entries: IndexEntry[] =
      type === 'Observation'
        ? [{ kind: 'token', parameter: 'status', system: 'http://hl7.org/fhir/observation-status', code: status }]
        : [];
    const compartments = inside === null ? [] : [{ type: 'Patient', id: inside }];
    return { type, id, lastUpdated: 0, compartments, entries };
  });

/** The rule in plain words, one scope at a time. */
function grants(text: string, one: Subject, interaction: Interaction, system: boolean): boolean {
  const [, context, type, permissions = '', status] = /^(\w+)\/([\w*]+)\.(\w+)(?:\?status=(\w+))?$/.exec(text) ?? [];
  if (type !== '*' && type !== one.type) return false;
  const letter = interaction === 'search' ? 's' : interaction.charAt(0);
  if (!permissions.includes(letter)) return false;
  if (status !== undefined && !one.entries?.some((entry) => entry.kind === 'token' && entry.code === status))
    return false;
  if (context === 'user') return true;
  if (context === 'system') return system;
  if (one.type === 'Group') return false;
  if (one.type === 'Patient') return one.id === 'own';
  if (one.type === 'Observation') return one.compartments.some(({ id }) => id === 'own');
  return one.type === 'Organization' && (interaction === 'read' || interaction === 'search');
}

test('allows exactly what every layer allows by any of its scopes', () => {
  const layer = fc.array(scopeText, { maxLength: 4 });
  const kinds = fc.constantFrom('practitioner' as const, 'system' as const);
  fc.assert(
    fc.property(fc.array(layer, { minLength: 1, maxLength: 3 }), subject, kinds, (layers, one, kind) => {
      const access = compileAccess({
        layers: layers.map((texts) => texts.map(parseScope).filter((scope) => scope !== undefined)),
        kind,
        patient: 'own',
        compileQuery: (type, query) => scopeQueryPredicate({ type, query, now: 0 }),
      });
      for (const interaction of interactions) {
        const expected = layers.every((texts) =>
          texts.some((text) => grants(text, one, interaction, kind === 'system')),
        );
        const rules = access.rules(interaction);
        for (const predicate of [access.predicate(one.type, interaction), rules.byType[one.type] ?? rules.otherwise]) {
          expect(residual(predicate, one).kind).toBe(expected ? 'all' : 'none');
        }
      }
    }),
    { numRuns: 500 },
  );
});

test('a further layer never widens', () => {
  const layer = fc.array(scopeText, { maxLength: 4 });
  fc.assert(
    fc.property(layer, layer, subject, (first, second, one) => {
      const parsed = (texts: readonly string[]) => texts.map(parseScope).filter((scope) => scope !== undefined);
      const compile = (layers: readonly (readonly Scope[])[]) =>
        compileAccess({
          layers,
          kind: 'practitioner',
          patient: 'own',
          compileQuery: (type, query) => scopeQueryPredicate({ type, query, now: 0 }),
        });
      for (const interaction of interactions) {
        const both = compile([parsed(first), parsed(second)]).predicate(one.type, interaction);
        const alone = compile([parsed(first)]).predicate(one.type, interaction);
        if (residual(both, one).kind === 'all') expect(residual(alone, one).kind).toBe('all');
      }
    }),
  );
});

test('patient scopes without a patient, and scopes with a query that is not understood, grant nothing', () => {
  const scopes = [parseScope('patient/*.cruds')].filter((scope) => scope !== undefined);
  const access = compileAccess({ layers: [scopes], kind: 'patient', patient: undefined, compileQuery: () => none });
  for (const type of resourceTypes) expect(access.predicate(type, 'read')).toEqual(none);
  const odd = [parseScope('user/Observation.rs?nonsense=1')].filter((scope) => scope !== undefined);
  const refused = compileAccess({ layers: [odd], kind: 'practitioner', patient: undefined, compileQuery: () => none });
  expect(refused.predicate('Observation', 'read')).toEqual(none);
});

test('reference data is never part of a patient compartment', () => {
  for (const type of referenceData) {
    expect(resourceTypes.has(type)).toBe(true);
    expect(compartmentParameters('Patient', type).size).toBe(0);
  }
});

const none: Predicate = { kind: 'none' };
