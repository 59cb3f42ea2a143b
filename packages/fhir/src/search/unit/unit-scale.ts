import { type UcumLibrary, type UcumUnit, ucumLibrary } from './ucum-library.ts';

/** How a UCUM unit is converted to the unit that all of its kind are compared in: `value × factor + offset`. */
export interface UnitScale {
  /** The unit compared in: a UCUM code, or for rarer kinds of units a name of the kind. */
  readonly code: string;
  readonly factor: number;
  readonly offset: number;
}

/** Kinds of units that most results have, each by its usual unit, so that most quantities need no second entry. */
const usualUnits = [
  'kg',
  'cm',
  'mm[Hg]',
  '/min',
  'Cel',
  '%',
  'g/dL',
  'mmol/L',
  'kg/m2',
  'mL',
  'mL/min',
  'fL',
  'U/L',
  'd',
];

/** So many units are remembered; there are a few hundred in use. */
const remembered = 4000;
const longestCode = 64;

const scales = new Map<string, UnitScale | undefined>();
let usualByKind: ReadonlyMap<string, { readonly code: string; readonly unit: UcumUnit }> | undefined;

/**
 * The scale of a UCUM unit; `undefined` for what is no UCUM code, and for units such as `[pH]` that no factor converts. Units with the
 * same `code` are comparable. The mole, the equivalent and arbitrary units (`[iU]`) are kinds of their own. Pure but for a bounded memory.
 */
export function unitScale(code: string): UnitScale | undefined {
  if (code === '' || code.length > longestCode) return undefined;
  if (scales.has(code)) return scales.get(code);
  if (scales.size >= remembered) scales.clear();
  const scale = computeScale(code);
  scales.set(code, scale);
  return scale;
}

function computeScale(code: string): UnitScale | undefined {
  const library = ucumLibrary();
  const unit = unitOf(library, code);
  if (!unit) return undefined;
  const kind = kindOf(code, unit);
  usualByKind ??= new Map(
    usualUnits.flatMap((usual) => {
      const found = unitOf(library, usual);
      return found ? [[kindOf(usual, found), { code: usual, unit: found }] as const] : [];
    }),
  );
  const usual = usualByKind.get(kind);
  if (usual?.code === code) return { code, factor: 1, offset: 0 };
  if (unit.cnv_ === null && (usual === undefined || usual.unit.cnv_ === null)) {
    const factor = unit.magnitude_ / (usual?.unit.magnitude_ ?? 1);
    return Number.isFinite(factor) && factor > 0 ? { code: usual?.code ?? kind, factor, offset: 0 } : undefined;
  }
  return usual && affineScale(library, code, usual.code);
}

/** Temperatures have their zero elsewhere. A conversion that is no straight line has no scale. */
function affineScale(library: UcumLibrary, from: string, to: string): UnitScale | undefined {
  const [one, two, three] = [1, 2, 3].map((value) => library.convertUnitTo(from, value, to).toVal);
  if (typeof one !== 'number' || typeof two !== 'number' || typeof three !== 'number') return undefined;
  const factor = Number((two - one).toPrecision(12));
  const straight = Math.abs(three - two - (two - one)) < 1e-9 * Math.abs(factor);
  return straight && factor > 0 ? { code: to, factor, offset: Number((one - factor).toPrecision(12)) } : undefined;
}

function unitOf(library: UcumLibrary, code: string): UcumUnit | undefined {
  try {
    const { unit, origString } = library.getSpecifiedUnit(code, 'validate');
    // The library also understands some codes that are only nearly right; those stay what they are.
    return unit && (origString === undefined || origString === code) ? unit : undefined;
  } catch {
    // What it cannot read is no UCUM code.
    return undefined;
  }
}

function kindOf(code: string, { dim_, moleExp_, equivalentExp_ = 0, isArbitrary_ }: UcumUnit): string {
  const arbitrary = isArbitrary_ ? [...code.matchAll(/\[[^\]]*\]/g)].map(([atom]) => atom).sort() : [];
  return `[${[dim_.toString(), moleExp_, equivalentExp_, ...arbitrary].join(' ')}]`;
}
