// A point's body (one Yjs root) as flat text, with where each Yjs text begins in it. Draws nothing and writes nothing.
import * as Y from 'yjs';
import { flowOf, flowText } from './flow.ts';
import { nestedText } from './nested-body.ts';

export type FlatText = {
  /** Blocks and line breaks end in one newline each. Offsets of anchors and DOM ranges are UTF-16 units of this. */
  readonly text: string;
  /** Where each text begins, in reading order: one of a flow, several of a body in the nested form. */
  readonly base: ReadonlyMap<Y.XmlText, number>;
};

export const bodyOf = (doc: Y.Doc, point: string): Y.XmlElement => doc.get(point, Y.XmlElement);

/** The characters of one text, without the tags that XmlText.toString would add. */
export const plainText = (text: Y.XmlText): string => Y.Text.prototype.toString.call(text);

export function flatText(root: Y.XmlElement): FlatText {
  const flow = flowOf(root);
  return flow ? { text: flowText(flow), base: new Map([[flow, 0]]) } : nestedText(root);
}

/** The words people would agree on: marks and empty trailing blocks do not count. */
export const canonicalText = (root: Y.XmlElement): string => withoutTrailingBreaks(flatText(root).text);

/** By hand: as a pattern it would cost the square of the breaks. */
export function withoutTrailingBreaks(text: string): string {
  let end = text.length;
  while (text.charCodeAt(end - 1) === 10) end--;
  return text.slice(0, end);
}

export const wordCount = (words: string): number => words.split(/\s+/).filter(word => word !== '').length;
