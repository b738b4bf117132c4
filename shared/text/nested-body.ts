// The nested form that bodies had before 2026-11-29: an element for each line, list and link. Records of that time hold
// it, and the past is read from them. Reads it; nothing writes it any more.
import * as Y from 'yjs';
import { isSafeUrl } from './allow-list.ts';
import type { Line, LineStyle, MarkName, Marks, Piece } from './flow.ts';
import { breakInLine, markNames, plainLine } from './flow.ts';

export const isNested = (root: Y.XmlElement): boolean => root.toArray().some(child => child instanceof Y.XmlElement);

/** The text of the flow that holds the same lines; `base`: where each of its own texts begins in it. */
export function nestedText(root: Y.XmlElement): {
  readonly text: string;
  readonly base: ReadonlyMap<Y.XmlText, number>;
} {
  let text = '';
  const base = new Map<Y.XmlText, number>();
  const walk = (element: Y.XmlElement): void => {
    let begin = text.length;
    for (const child of element.toArray()) {
      if (child instanceof Y.XmlText) {
        base.set(child, text.length);
        text += Y.Text.prototype.toString.call(child);
      } else if (child instanceof Y.XmlElement) {
        const isDeeper = isList(child) && element.nodeName === 'listitem';
        if (isDeeper && text.length > begin) text += '\n'; // the item's own words end before its deeper list
        walk(child);
        if (endsLine(child)) text += '\n';
        if (isDeeper) begin = text.length;
      }
    }
  };
  walk(root);
  return { text, base };
}

/** Links run on in their line; a list's last item has ended it already, and so the item that holds that list. */
export function endsLine(element: Y.XmlElement): boolean {
  if (element.nodeName === 'link' || element.nodeName === 'list') return false;
  return element.nodeName !== 'listitem' || !isList(element.get(element.length - 1));
}

/** The same lines as a flow has them. */
export function nestedLines(root: Y.XmlElement): readonly Line[] {
  let isAfterNumbers = false;
  return root.toArray().flatMap((child): readonly Line[] => {
    if (!(child instanceof Y.XmlElement)) return [];
    if (child.nodeName !== 'list') {
      isAfterNumbers = false;
      const style = { ...plainLine, ...(child.nodeName === 'quote' && { line: 'quote' as const }), ...layoutOf(child) };
      return [{ style, pieces: piecesOf(child, {}) }];
    }
    const lines = itemsOf(child, 0, isAfterNumbers);
    isAfterNumbers = lines.at(-1)?.style.line === 'number';
    return lines;
  });
}

function layoutOf(element: Y.XmlElement): Pick<LineStyle, 'align' | 'indent'> {
  const [align, indent] = [numberIn(element, '__format'), numberIn(element, '__indent')];
  return { ...(align > 0 && { align }), ...(element.nodeName !== 'listitem' && indent > 0 && { indent }) };
}

const numberIn = (element: Y.XmlElement, key: string, usual = 0): number => {
  const value = Number(element.getAttribute(key) ?? usual);
  return Number.isInteger(value) ? value : usual;
};

function itemsOf(list: Y.XmlElement, level: number, isAfterNumbers: boolean): readonly Line[] {
  const line = list.getAttribute('__listType') === 'bullet' ? 'bullet' : 'number';
  const start = numberIn(list, '__start', 1);
  // Only the first item of a list says where it starts, and only where that is not plain from what stands before.
  let begins: Pick<LineStyle, 'start'> = line === 'number' && (start !== 1 || isAfterNumbers) ? { start } : {};
  return list.toArray().flatMap((item): readonly Line[] => {
    if (!(item instanceof Y.XmlElement)) return [];
    const inner = item.toArray().filter(isList);
    const pieces = piecesOf(item, {});
    const lines: Line[] = [];
    if (pieces.length > 0 || inner.length === 0) {
      lines.push({
        style: { line, ...(level > 0 && { level: Math.min(7, level) }), ...begins, ...layoutOf(item) },
        pieces,
      });
      begins = {};
    }
    return [...lines, ...inner.flatMap((deeper, i) => itemsOf(deeper, level + 1, i > 0))];
  });
}

const isList = (child: unknown): child is Y.XmlElement => child instanceof Y.XmlElement && child.nodeName === 'list';

const bits: Readonly<Record<MarkName, number>> = { bold: 1, italic: 2, strike: 4, underline: 8 };

function piecesOf(element: Y.XmlElement, link: Pick<Marks, 'link'>): readonly Piece[] {
  return element.toArray().flatMap((child): readonly Piece[] => {
    if (child instanceof Y.XmlText)
      return runsOf(child).map(({ text, format }) => ({ text, marks: { ...marksOf(format), ...link } }));
    if (!(child instanceof Y.XmlElement)) return [];
    if (child.nodeName === 'linebreak') return [{ text: breakInLine, marks: link }];
    if (child.nodeName !== 'link') return [];
    const url = child.getAttribute('__url');
    return piecesOf(child, url !== undefined && isSafeUrl(url) ? { link: url } : {});
  });
}

const marksOf = (format: number): Marks =>
  Object.fromEntries(markNames.filter(name => (format & bits[name]) !== 0).map(name => [name, true]));

function runsOf(text: Y.XmlText): readonly { readonly text: string; readonly format: number }[] {
  // Yjs's own form of a delta; what is not of it is passed over
  const delta = text.toDelta() as readonly { insert: unknown; attributes?: { p?: { __format?: unknown } | null } }[];
  return delta.flatMap(({ insert, attributes }) => {
    const format = attributes?.p?.__format;
    return typeof insert === 'string' ? [{ text: insert, format: typeof format === 'number' ? format : 0 }] : [];
  });
}
