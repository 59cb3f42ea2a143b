/** A decimal number in plain digits, as FHIR and HL7 v2 write them. */
const decimal = /^([+-]?)(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d{1,3}))?$/;

/**
 * The digits of a number as they were given, without exponent, with a leading zero: `.5` gives `0.5`, `1.00` stays
 * `1.00`, `1e3` gives `1000`. A text keeps trailing zeros, which are part of a measurement's precision; a JavaScript
 * number has already lost them. `undefined` when it is no decimal number.
 *
 * @see https://hl7.org/fhir/R4/datatypes.html#decimal
 */
export function decimalText(value: unknown): string | undefined {
  if (typeof value === 'number' ? !Number.isFinite(value) : typeof value !== 'string') return undefined;
  const match = decimal.exec(String(value).trim());
  if (match === null) return undefined;
  const [, sign, whole = '', fraction = '', exponent = '0'] = match;
  if (whole === '' && fraction === '') return undefined;
  const point = whole.length + Number(exponent);
  const digits = (whole + fraction).padStart(whole.length + fraction.length - Math.min(point - 1, 0), '0');
  const shifted = Math.max(point, 1);
  const padded = digits.padEnd(shifted, '0');
  const integer = padded.slice(0, shifted).replace(/^0+(?=\d)/, '');
  const rest = padded.slice(shifted);
  return `${sign === '-' ? '-' : ''}${integer}${rest === '' ? '' : `.${rest}`}`;
}

/** The number as a JavaScript number, for comparing and drawing only; `undefined` when it is none. */
export function decimalNumber(value: unknown): number | undefined {
  const text = decimalText(value);
  return text === undefined ? undefined : Number(text);
}

/** {@link decimalText} for reading: a comma at each thousand and a real minus sign. `undefined` when it is no number. */
export function formatDecimal(value: unknown): string | undefined {
  const text = decimalText(value);
  if (text === undefined) return undefined;
  const [integer = '', fraction] = text.replace('-', '').split('.');
  const grouped = integer.replace(/\B(?=(?:\d{3})+$)/g, ',');
  return `${text.startsWith('-') ? '\u2212' : ''}${grouped}${fraction === undefined ? '' : `.${fraction}`}`;
}

/** {@link formatDecimal} for a dose: `0.50` and `5.0` become `0.5` and `5`, so that no point is overlooked. */
export function formatDoseNumber(value: unknown): string | undefined {
  return formatDecimal(value)
    ?.replace(/(\.\d*?)0+$/, '$1')
    .replace(/\.$/, '');
}
