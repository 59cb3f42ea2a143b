import type { PageOffer, Principal, ServiceManifest } from '@baseplate-epr/contracts';
import { expect, test } from 'vitest';
import { placesFor } from './places.ts';

const pages: readonly PageOffer[] = [{ path: '/', title: 'Waiting', scope: 'user/Observation.rs' }];
const manifest: ServiceManifest = {
  name: 'waiting',
  contractVersion: 1,
  title: 'Waiting',
  scopes: [],
  slots: [],
  assets: [],
  pages,
};

const seenBy = (layers: Pick<Principal, 'scopes' | 'tokenScopes'>) =>
  placesFor({ all: () => [{ manifest }] }, layers).map(({ href }) => href);

test('whoever’s role covers a page’s scope is led there, however the role says it', () => {
  expect(seenBy({ scopes: ['user/*.rs'] })).toEqual(['/services/waiting/']);
  expect(seenBy({ scopes: ['user/Observation.cruds'] })).toEqual(['/services/waiting/']);
  expect(seenBy({ scopes: ['user/Encounter.rs', 'user/Observation.cu'] })).toEqual([]);
});

test('a token narrower than the role leads nowhere it does not cover', () => {
  expect(seenBy({ scopes: ['user/*.rs'], tokenScopes: ['user/Encounter.rs'] })).toEqual([]);
});
