import type { HumanName } from '@medplum/fhirtypes';
import type { OrganisationKey } from '../data/organisations.ts';
import type { Written } from '../resource/writable-resource.ts';

/** Who a patient is, before anything happened to them. */
export interface Person {
  readonly family?: string;
  readonly given: readonly string[];
  readonly prefix?: string;
  /** Names beside the official one: former, preferred, in another script. */
  readonly otherNames?: readonly Written<HumanName>[];
  /** How the official name is written as one text, where family and given are not enough. */
  readonly nameText?: string;
  readonly gender: 'female' | 'male' | 'other' | 'unknown';
  readonly birthSex: 'F' | 'M';
  /** FHIR date: complete, or a year alone. */
  readonly birthDate: string;
  readonly ethnicCategory: string;
  readonly address: PersonAddress;
  readonly phone?: string;
  readonly email?: string;
  readonly language?: { readonly code: string; readonly display: string; readonly interpreter: boolean };
  readonly surgery?: OrganisationKey;
  readonly maritalStatus?: { readonly code: string; readonly display: string };
  readonly nextOfKin?: { readonly name: string; readonly relationship: string; readonly phone: string };
  readonly overseas?: boolean;
}

/** Where a person lives. */
export interface PersonAddress {
  readonly line: readonly string[];
  readonly city: string;
  readonly postalCode?: string;
  readonly country?: string;
}
