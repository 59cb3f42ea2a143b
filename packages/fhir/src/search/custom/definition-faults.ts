import { isResourceType } from '../../fhirpath/type-model.ts';
import type { SearchParameterDefinition } from '../search-parameter.ts';
import type { DefinitionFault } from './definition-fault.ts';
import { expressionFaults } from './expression-faults.ts';

const codePattern = /^[A-Za-z][A-Za-z0-9_-]{0,63}$/;
const searchedTypes = new Set(['token', 'string', 'date', 'number', 'quantity', 'reference', 'uri', 'composite']);

/** What keeps a search parameter from being indexed, looked at by itself; empty if nothing does. */
export function definitionFaults(definition: SearchParameterDefinition): readonly DefinitionFault[] {
  const { code, type, base, target = [] } = definition;
  const faults: DefinitionFault[] = [];
  if (!codePattern.test(code)) {
    const problem =
      'its code is not a name that begins with a letter and goes on with letters, digits, “-” and “_”, 64 at most';
    faults.push({ element: 'code', problem });
  }
  if (!searchedTypes.has(type)) {
    faults.push({ element: 'type', problem: 'parameters of this type have no values that could be indexed' });
  }
  if (base.length === 0 || !base.every(isResourceType)) {
    faults.push({ element: 'base', problem: 'its base is not one or more resource types of R4' });
  }
  if (!target.every(isResourceType)) {
    faults.push({ element: 'target', problem: 'its target is not a resource type of R4' });
  }
  return faults.length > 0 ? faults : expressionFaults(definition);
}
