// From a Yjs type up to the root it stands in: which point's words these are.
import * as Y from 'yjs';

/** Yjs's own "any type", as its transactions name it. */
export type AnyType = Y.Transaction['changed'] extends Map<infer T, unknown> ? T : never;

export function rootOf(type: AnyType): AnyType {
  let root = type;
  while (root._item !== null) root = root._item.parent as AnyType; // the parent of an integrated item is a type
  return root;
}

/** Linear in the number of roots: for one type now and then, not for each change. */
export const rootNameOf = (type: AnyType): string => Y.findRootTypeKey(rootOf(type));
