import type { StoreView } from '@baseplate-epr/contracts';

const placeNames: Readonly<Record<string, string>> = {
  'hosting.server': 'Server',
  'hosting.identity': 'Identity',
  services: 'Services',
  'data.records': 'Records',
  'data.documents': 'Documents',
  'data.audit': 'Audit',
  'data.state': 'State',
};

/** What a place is called; a service by its title. */
export function placeName(place: string, title?: string): string {
  return title ?? placeNames[place] ?? placeNames[`data.${place}`] ?? place;
}

/** A package without the scope that all of ours have. */
export function shortPackage(name: string): string {
  return name.replace(/^@baseplate-epr\//, '');
}

/** A store for people: its package, and where it keeps what it keeps. */
export function storeName({ package: name, keeps }: StoreView): string {
  return keeps === undefined ? shortPackage(name) : `${shortPackage(name)} (${keeps})`;
}
