import { describe, expect, test } from 'vitest';
import { scopeQueryPredicate } from './scope-query-predicate.ts';

describe('scopeQueryPredicate', () => {
  test('reads the query of a scope', () => {
    const query =
      'category=http%3A%2F%2Fterminology.hl7.org%2FCodeSystem%2Fobservation-category|laboratory&status=final';
    expect(scopeQueryPredicate({ type: 'Observation', query, now: 0 })).toEqual({
      kind: 'and',
      predicates: [
        {
          kind: 'token',
          parameter: 'category',
          system: 'http://terminology.hl7.org/CodeSystem/observation-category',
          code: 'laboratory',
        },
        { kind: 'token', parameter: 'status', code: 'final' },
      ],
    });
  });

  test('a chain grants nothing by what a contained resource says', () => {
    const where = { kind: 'token', parameter: 'gender', code: 'male' };
    const predicate = scopeQueryPredicate({ type: 'Observation', query: 'patient.gender=male', now: 0 });
    expect(predicate).toEqual({ kind: 'chained', parameter: 'patient', types: ['Patient'], where });
  });

  test.each(['nothing=1', 'category:in=x', 'category=', '_count=1', 'date=x'])('fails closed on %s', (query) => {
    expect(() => scopeQueryPredicate({ type: 'Observation', query, now: 0 })).toThrow(/scope|date/);
  });
});
