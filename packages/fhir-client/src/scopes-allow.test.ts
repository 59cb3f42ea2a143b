import { expect, test } from 'vitest';
import { scopesAllow } from './scopes-allow.ts';

test.each([
  [['user/*.rs'], 'Condition', 'r', true],
  [['user/*.rs'], 'Condition', 'c', false],
  [['user/Condition.cu'], 'Condition', 'c', true],
  [['user/Condition.cu'], 'ConditionX', 'c', false],
  [['patient/Observation.rs?category=laboratory'], 'Observation', 's', true],
  [['openid', 'user/Condition.', 'Condition.c'], 'Condition', 'c', false],
] as const)('%j speak of %s.%s: %s', (scopes, type, interaction, expected) => {
  expect(scopesAllow(scopes, type, interaction)).toBe(expected);
});
