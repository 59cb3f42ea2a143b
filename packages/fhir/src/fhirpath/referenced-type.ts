import { isResourceType } from './type-model.ts';

const shown = /(?:^|:\/\/.*\/)([A-Z][A-Za-z]{2,63})\/[A-Za-z0-9.-]{1,64}(?:\/_history\/[A-Za-z0-9.-]{1,64})?$/;

/** The resource type that the text of a reference shows, wherever the resource is; `undefined` when it shows none. */
export function referencedType(text: string): string | undefined {
  const type = shown.exec(text)?.[1];
  return type !== undefined && isResourceType(type) ? type : undefined;
}
