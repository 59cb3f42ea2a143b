import { isNhsNumber, nhsNumberSystem } from '../identifier/nhs-number.ts';
import { isJsonObject, type JsonObject } from '../json/json-value.ts';
import type { ObjectCheck } from './check.ts';
import { hasChoice } from './has-choice.ts';
import { xhtmlFault } from './narrative/xhtml-fault.ts';
import { referenceRule } from './reference-rule.ts';
import { fault, note, type ValidationRun } from './validation-run.ts';

/** Rules of data types that are written out here: because FHIRPath cannot say them, or because they run everywhere. */
const rules: Readonly<Record<string, ObjectCheck>> = {
  'Bundle.entry': entryRule,
  Extension: extensionRule,
  Identifier: identifierRule,
  Narrative: narrativeRule,
  Reference: referenceRule,
};

/** The rule of a data type, or undefined when it has none. */
export function typeRuleOf(type: string): ObjectCheck | undefined {
  return Object.hasOwn(rules, type) ? rules[type] : undefined;
}

/** ext-1: either extensions or a value. */
function extensionRule(extension: JsonObject, run: ValidationRun): void {
  if (hasChoice(extension, 'value') === (extension.extension !== undefined)) {
    fault(
      run,
      'invariant',
      'An extension has either a value or extensions of its own, not both and not neither (ext-1).',
    );
  }
  run.profiles?.extension(extension, run);
}

/** “The fullUrl SHALL NOT disagree with the id in the resource”; no more than advice, since R4's own examples do. */
function entryRule({ fullUrl, resource }: JsonObject, run: ValidationRun): void {
  if (!run.advice || typeof fullUrl !== 'string' || !isJsonObject(resource) || resource.id === undefined) return;
  const [, type, id] = /^https?:.*\/([A-Z][A-Za-z]*)\/([A-Za-z0-9\-.]{1,64})$/.exec(fullUrl) ?? [];
  if (id === undefined || (type === resource.resourceType && id === resource.id)) return;
  note(
    run,
    'warning',
    'value',
    'The fullUrl names another resource than stands in the entry; make them agree.',
    'fullUrl',
  );
}

function identifierRule(identifier: JsonObject, run: ValidationRun): void {
  if (identifier.system !== nhsNumberSystem || typeof identifier.value !== 'string') return;
  if (isNhsNumber(identifier.value)) return;
  const diagnostics =
    'An NHS number has ten digits without spaces, the last of them the modulus 11 check digit; check for a slip.';
  fault(run, 'value', diagnostics, 'value');
}

const noNamespace =
  'The div of a narrative should say that it is XHTML; begin it with <div xmlns="http://www.w3.org/1999/xhtml">.';

/** What HTML knows beyond the five entities of XML. */
const foreignEntity = /&(?!(?:amp|lt|gt|quot|apos);)[A-Za-z]/;
const entityOfHtml =
  'The narrative holds an entity of HTML, such as &nbsp;, which XML does not know; write the character itself, or its number, such as &#160;.';

/** txt-1 and txt-2, which FHIRPath can only call `htmlChecks()`. */
function narrativeRule(narrative: JsonObject, run: ValidationRun): void {
  if (typeof narrative.div !== 'string') return;
  const broken = xhtmlFault(narrative.div);
  if (broken !== undefined) fault(run, 'invariant', `The narrative ${broken} (txt-1, txt-2).`, 'div');
  else if (run.advice) {
    if (!/^\s*<div\s[^>]*\bxmlns\s*=/.test(narrative.div)) note(run, 'warning', 'value', noNamespace, 'div');
    if (foreignEntity.test(narrative.div)) note(run, 'warning', 'value', entityOfHtml, 'div');
  }
}
