/** The name of a search parameter, taken apart. */
export type ParameterName =
  | { readonly kind: 'plain'; readonly name: string; readonly modifier?: string }
  /** `subject:Patient.name`: go on at what `reference` points to. */
  | { readonly kind: 'chain'; readonly reference: string; readonly type?: string; readonly rest: string }
  /** `_has:Observation:patient:code`: go on at what points here. */
  | { readonly kind: 'has'; readonly type: string; readonly reference: string; readonly rest: string };

const has = /^_has:([^:.]+):([^:.]+):(.+)$/s;

/** Takes a name apart; only the first hop of a chain, the rest is a name again. */
export function parameterName(text: string): ParameterName {
  const reverse = has.exec(text);
  if (reverse) {
    return { kind: 'has', type: reverse[1] ?? '', reference: reverse[2] ?? '', rest: reverse[3] ?? '' };
  }
  const dot = text.indexOf('.');
  const head = dot < 0 ? text : text.slice(0, dot);
  const colon = head.indexOf(':');
  const name = colon < 0 ? head : head.slice(0, colon);
  const suffix = colon < 0 ? undefined : head.slice(colon + 1);
  if (dot < 0) return { kind: 'plain', name, ...(suffix === undefined ? {} : { modifier: suffix }) };
  return {
    kind: 'chain',
    reference: name,
    ...(suffix === undefined ? {} : { type: suffix }),
    rest: text.slice(dot + 1),
  };
}
