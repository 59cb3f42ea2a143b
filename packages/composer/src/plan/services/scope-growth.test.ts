import { expect, test } from 'vitest';
import { scopesBeyond } from './scope-growth.ts';

test('a scope is beyond what is held if one of its actions is, on its level, type and query', () => {
  const held = ['user/Observation.rs', 'user/Condition.cruds?category=problem', 'patient/*.r'];
  expect(scopesBeyond(['user/Observation.r', 'user/Observation.rs', 'patient/Observation.r'], held)).toEqual([]);
  expect(scopesBeyond(['user/Condition.rs?category=problem'], held)).toEqual([]);
  const more = ['user/Observation.cru', 'user/Condition.rs', 'user/*.rs', 'system/Observation.rs', 'patient/Task.rs'];
  expect(scopesBeyond(more, held)).toEqual(more);
});

test('two scopes together may allow what neither does alone', () => {
  expect(scopesBeyond(['user/Task.cr'], ['user/Task.c', 'user/*.r'])).toEqual([]);
});

test('what is no scope is beyond, unless it was there', () => {
  expect(scopesBeyond(['openid', 'launch'], ['openid'])).toEqual(['launch']);
});
