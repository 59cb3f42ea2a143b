import type { JsonObject } from '../json/json-value.ts';
import { type ConstraintNode, emptyNode } from './constraint-node.ts';
import { readElement } from './read-element.ts';

/** The tree of what the elements of a differential or snapshot say. The root is the type itself. */
export function readConstraintTree(elements: readonly JsonObject[], type: string): ConstraintNode {
  const root = emptyNode();
  const lastIds = new Map<string, string>();
  for (const element of elements) {
    const { path } = element;
    if (typeof path !== 'string') continue;
    const id =
      typeof element.id === 'string' && element.id.startsWith(type) ? element.id : idOf(element, path, lastIds);
    lastIds.set(path, id);
    Object.assign(nodeAt(root, id), readElement(element));
  }
  return root;
}

/** Elements without an id are told by their path and slice name; what stands below a slice follows it. */
function idOf(element: JsonObject, path: string, lastIds: ReadonlyMap<string, string>): string {
  const dot = path.lastIndexOf('.');
  if (dot < 0) return path;
  const parent = path.slice(0, dot);
  const slice = typeof element.sliceName === 'string' ? `:${element.sliceName}` : '';
  return `${lastIds.get(parent) ?? parent}${path.slice(dot)}${slice}`;
}

/** The node of an element id such as `Patient.identifier:nhs/first.value[x]`; made where it is not there. */
function nodeAt(root: ConstraintNode, id: string): ConstraintNode {
  let node = root;
  for (const step of stepsOf(id).slice(1)) {
    const colon = step.indexOf(':');
    const name = (colon < 0 ? step : step.slice(0, colon)).replace(/\[x\]$/, '');
    node = childOf(node.children, name);
    if (colon >= 0) for (const slice of step.slice(colon + 1).split('/')) node = childOf(node.slices, slice);
  }
  return node;
}

/** Slice names may hold dots where they were taken from URLs or versions; a step begins with a letter after a dot. */
function stepsOf(id: string): readonly string[] {
  return id.split(/\.(?=[A-Za-z_])/);
}

function childOf(nodes: Map<string, ConstraintNode>, name: string): ConstraintNode {
  const known = nodes.get(name);
  if (known !== undefined) return known;
  const made = emptyNode();
  nodes.set(name, made);
  return made;
}
