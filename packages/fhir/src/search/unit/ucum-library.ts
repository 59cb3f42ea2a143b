import { createRequire } from 'node:module';

/** What the UCUM library says of a unit. */
export interface UcumUnit {
  /** How many of the base units it is. */
  readonly magnitude_: number;
  /** Exponents of the base units. */
  readonly dim_: { toString(): string };
  /** Name of a conversion that is more than a factor, such as `Cel`; null for others. */
  readonly cnv_: string | null;
  /** It measures an effect and compares with nothing but itself, such as `[iU]`. */
  readonly isArbitrary_: boolean;
  /** Exponent of the mole, which UCUM itself counts as a pure number. */
  readonly moleExp_: number;
  /** Exponent of the equivalent. */
  readonly equivalentExp_?: number;
}

/** The part of `@lhncbc/ucum-lhc` that is used. */
export interface UcumLibrary {
  getSpecifiedUnit(code: string, purpose: 'validate'): { readonly unit: UcumUnit | null; readonly origString?: string };
  convertUnitTo(from: string, value: number, to: string): { readonly status: string; readonly toVal: number | null };
}

let library: UcumLibrary | undefined;

/** The UCUM library of the US National Library of Medicine. It takes a moment to load, so it is loaded when first needed. */
export function ucumLibrary(): UcumLibrary {
  if (library === undefined) {
    const require = createRequire(import.meta.url);
    const loaded = require('@lhncbc/ucum-lhc') as {
      readonly UcumLhcUtils: { getInstance(): UcumLibrary };
    };
    library = loaded.UcumLhcUtils.getInstance();
  }
  return library;
}
