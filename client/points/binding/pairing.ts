// Pairs a point's Yjs types with the Lexical nodes that show them. Points are short, so a whole point is paired anew
// after every commit (rule E1).
import type { BindingV2 } from '@lexical/yjs';
import type { ElementNode, LexicalNode, TextNode } from 'lexical';
import { $isElementNode, $isTextNode } from 'lexical';
import * as Y from 'yjs';
import { plainText } from '../../../shared/text/point-text.ts';

/** Pairs each Yjs type with the node or nodes that show it; false where they do not show the same. */
export function $pair(binding: BindingV2, parent: Y.XmlElement, node: ElementNode): boolean {
  binding.mapping.set(parent, node);
  const types = runs(parent.toArray().filter(isShown), (type): type is Y.XmlText => type instanceof Y.XmlText);
  const nodes = runs(node.getChildren(), (child): child is TextNode => $isTextNode(child));
  return types.length === nodes.length && types.every((type, index) => $pairOne(binding, type, nodes[index]));
}

type Runs<T, R extends T> = readonly (Exclude<T, R> | readonly R[])[];
type Shown = Y.XmlElement | Y.XmlText;

function $pairOne(
  binding: BindingV2,
  type: Runs<Shown, Y.XmlText>[number],
  node: Runs<LexicalNode, TextNode>[number] | undefined,
): boolean {
  if (type instanceof Y.XmlElement) {
    if (node === undefined || Array.isArray(node)) return false;
    const single = node as LexicalNode; // a run is an array, and this is none
    return type.nodeName === single.getType() && (!$isElementNode(single) || $pair(binding, type, single));
  }
  if (!Array.isArray(node)) return false;
  const shown: readonly TextNode[] = node;
  if (type.map(plainText).join('') !== shown.map(text => text.getTextContent()).join('')) return false;
  // Two neighbouring XmlTexts show as one run (two people typed into one empty paragraph). Left unmapped, the next
  // local edit joins them; mapped, it would lose the second one's words.
  const [only] = type;
  if (type.length === 1 && only) binding.mapping.set(only, [...shown]);
  return true;
}

const isShown = (type: unknown): type is Shown =>
  type instanceof Y.XmlElement || (type instanceof Y.XmlText && type.length > 0);

/** Neighbours of one sort put together. */
function runs<T, R extends T>(list: readonly T[], belongs: (item: T) => item is R): Runs<T, R> {
  const result: (Exclude<T, R> | R[])[] = [];
  for (const item of list) {
    const last = result.at(-1);
    if (!belongs(item))
      result.push(item as Exclude<T, R>); // the guard has said so
    else if (Array.isArray(last)) last.push(item);
    else result.push([item]);
  }
  return result;
}
