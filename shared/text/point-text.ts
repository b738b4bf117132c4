// A point's body (one Yjs root) as flat text, with where each Yjs text begins in it; and a new body from paragraphs.
// Draws nothing.
import * as Y from 'yjs';

export type FlatText = {
  /** Blocks and line breaks end in one newline each. Offsets of anchors and DOM ranges are UTF-16 units of this. */
  readonly text: string;
  /** Where each XmlText begins, in reading order. */
  readonly base: ReadonlyMap<Y.XmlText, number>;
};

export const bodyOf = (doc: Y.Doc, point: string): Y.XmlElement => doc.get(point, Y.XmlElement);

/** The characters of one text, without the tags that XmlText.toString would add. */
export const plainText = (text: Y.XmlText): string => Y.Text.prototype.toString.call(text);

export function flatText(root: Y.XmlElement): FlatText {
  let text = '';
  const base = new Map<Y.XmlText, number>();
  const walk = (element: Y.XmlElement): void => {
    for (const child of element.toArray()) {
      if (child instanceof Y.XmlText) {
        base.set(child, text.length);
        text += plainText(child);
      } else if (child instanceof Y.XmlElement) {
        walk(child);
        if (endsLine(child.nodeName)) text += '\n';
      }
    }
  };
  walk(root);
  return { text, base };
}

/** Links run on in their line; a list's last item has ended it already. */
export const endsLine = (nodeName: string): boolean => nodeName !== 'link' && nodeName !== 'list';

/** The words people would agree on: marks and empty trailing blocks do not count. */
export const canonicalText = (root: Y.XmlElement): string => withoutTrailingBreaks(flatText(root).text);

/** By hand: as a pattern it would cost the square of the breaks. */
export function withoutTrailingBreaks(text: string): string {
  let end = text.length;
  while (text.charCodeAt(end - 1) === 10) end--;
  return text.slice(0, end);
}

export const wordCount = (words: string): number => words.split(/\s+/).filter(word => word !== '').length;

/**
 * Fills a new point. Each paragraph already holds a text: two people typing into an empty one would otherwise make two.
 */
export function seedBody(root: Y.XmlElement, paragraphs: readonly string[]): void {
  const blocks = (paragraphs.length > 0 ? paragraphs : ['']).map(words => {
    const paragraph = new Y.XmlElement('paragraph');
    paragraph.insert(0, [new Y.XmlText(words)]);
    return paragraph;
  });
  root.insert(0, blocks);
}
