import { expect, test } from 'vitest';
import { scopesCover } from './scopes-cover.ts';

test.each([
  [['user/*.rs'], 'user/Observation.rs', true],
  [['user/*.rs'], 'user/Observation.r', true],
  [['user/*.rs'], 'user/Observation.cu', false],
  [['user/*.rs', 'user/Observation.cu'], 'user/Observation.crus', true],
  [['user/Observation.rs'], 'user/*.rs', false],
  [['user/Observation.rs'], 'user/ObservationDefinition.rs', false],
  [['patient/*.rs'], 'user/Observation.rs', false],
  [['user/*.read'], 'user/Observation.rs', true],
  [['user/Observation.rs?category=laboratory'], 'user/Observation.rs', false],
  [['user/Observation.rs?category=laboratory'], 'user/Observation.r?category=laboratory', true],
  [['user/*.rs'], 'user/Observation.rs?category=laboratory', true],
  [['assembly.read'], 'assembly.read', true],
  [['user/*.cruds'], 'assembly.read', false],
  [['user/*.rs'], 'user/Observation.', false],
])('%j cover %s: %s', (held, wanted, expected) => {
  expect(scopesCover(held, wanted)).toBe(expected);
});
