/** Which pool of names a person's name comes from. */
export type Heritage =
  | 'british'
  | 'irish'
  | 'welsh'
  | 'indian'
  | 'pakistani'
  | 'bangladeshi'
  | 'african'
  | 'caribbean'
  | 'chinese'
  | 'european'
  | 'arab';

/** A heritage with its share of the population, per thousand, and the ethnic category most often stated with it. */
export interface HeritageShare {
  readonly heritage: Heritage;
  readonly weight: number;
  readonly ethnicCategory: string;
  readonly language?: { readonly code: string; readonly display: string };
}

/** Rounded from the 2021 census of England and Wales. */
export const heritageShares: readonly HeritageShare[] = [
  { heritage: 'british', weight: 690, ethnicCategory: 'A' },
  { heritage: 'welsh', weight: 45, ethnicCategory: 'A' },
  { heritage: 'irish', weight: 25, ethnicCategory: 'B' },
  { heritage: 'european', weight: 62, ethnicCategory: 'C', language: { code: 'pl', display: 'Polish' } },
  { heritage: 'indian', weight: 35, ethnicCategory: 'H' },
  { heritage: 'pakistani', weight: 30, ethnicCategory: 'J', language: { code: 'ur', display: 'Urdu' } },
  { heritage: 'bangladeshi', weight: 14, ethnicCategory: 'K', language: { code: 'bn', display: 'Bengali' } },
  { heritage: 'chinese', weight: 12, ethnicCategory: 'R' },
  { heritage: 'african', weight: 30, ethnicCategory: 'N' },
  { heritage: 'caribbean', weight: 20, ethnicCategory: 'M' },
  { heritage: 'arab', weight: 15, ethnicCategory: 'S', language: { code: 'ar', display: 'Arabic' } },
];
