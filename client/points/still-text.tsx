// A point's words standing still: drawn straight from Yjs, with the same elements and classes as the editor draws, so
// that finding and copying see every point.
import type { CSSProperties, ReactNode } from 'react';
import { createElement, Fragment, useCallback, useSyncExternalStore } from 'react';
import type * as Y from 'yjs';
import { unreachable } from '../../shared/assert.ts';
import { bodyLines } from '../../shared/text/body-blocks.ts';
import type { Line, LineStyle, Marks, Piece } from '../../shared/text/flow.ts';
import { breakInLine } from '../../shared/text/flow.ts';
import type { LineBlock, LineItem, LineList } from '../../shared/text/line-tree.ts';
import { treeOf } from '../../shared/text/line-tree.ts';
import { textClasses } from './text-classes.ts';

export function StillText({ root }: { root: Y.XmlElement }): ReactNode {
  useVersion(root);
  return inOrder(treeOf(bodyLines(root)).map(block => createElement(Block, { block, dir: 'auto' })));
}

/** Changes of each body so far. Counted from its first drawing on, so that none is missed before React listens. */
const versions = new WeakMap<Y.XmlElement, { count: number }>();

function versionOf(root: Y.XmlElement): number {
  let version = versions.get(root);
  if (!version) {
    const counted = { count: 0 };
    root.observeDeep(() => counted.count++);
    versions.set(root, counted);
    version = counted;
  }
  return version.count;
}

/** Has React draw a body again after each change. */
function useVersion(root: Y.XmlElement): void {
  const subscribe = useCallback(
    (onChange: () => void) => {
      root.observeDeep(onChange);
      return () => root.unobserveDeep(onChange);
    },
    [root],
  );
  const now = (): number => versionOf(root);
  useSyncExternalStore(subscribe, now, now);
}

/** Lines have no identity of their own: they are told apart by their place. */
const inOrder = (children: readonly ReactNode[]): ReactNode => createElement(Fragment, null, ...children);

/** Outermost blocks are laid out by their own first letter, Arabic or Latin; what they hold follows them. */
type Direction = 'auto' | undefined;

function Block({ block, dir }: { block: LineBlock | LineList; dir?: Direction }): ReactNode {
  switch (block.kind) {
    case 'paragraph':
      return (
        <p className={textClasses.paragraph} dir={dir} style={layoutOf(block.line.style)}>
          <Words line={block.line} />
        </p>
      );
    case 'quote':
      return (
        <blockquote className={textClasses.quote} dir={dir} style={layoutOf(block.line.style)}>
          <Words line={block.line} />
        </blockquote>
      );
    case 'bullet':
      return (
        <ul className={textClasses.list.ul} dir={dir}>
          {inOrder(block.items.map(item => createElement(Item, { item })))}
        </ul>
      );
    case 'number':
      return (
        <ol className={textClasses.list.ol} start={block.start} dir={dir}>
          {inOrder(block.items.map(item => createElement(Item, { item })))}
        </ol>
      );
    default:
      return unreachable(block);
  }
}

function Item({ item }: { item: LineItem }): ReactNode {
  const { listitem, nested } = textClasses.list;
  if (item.kind === 'holder')
    return (
      <li value={item.value} className={`${listitem} ${nested.listitem}`}>
        <Block block={item.list} />
      </li>
    );
  return (
    <li value={item.value} className={listitem} style={layoutOf(item.line.style)}>
      <Words line={item.line} />
    </li>
  );
}

const alignments = ['left', 'center', 'right', 'justify', 'start', 'end'] as const;

function layoutOf({ align = 0, indent = 0 }: LineStyle): CSSProperties | undefined {
  const textAlign = alignments[align - 1];
  if (!textAlign && indent === 0) return;
  const paddingInlineStart = `calc(${indent} * var(--lexical-indent-base-value, 40px))`;
  return { ...(textAlign && { textAlign }), ...(indent > 0 && { paddingInlineStart }) };
}

/** A line that is empty, or ends with a break, keeps its height by a placeholder that is none of the text. */
function Words({ line: { pieces } }: { line: Line }): ReactNode {
  const last = pieces.at(-1);
  const isOpen = !last || (last.text.endsWith(breakInLine) && last.marks.link === undefined);
  return (
    <>
      {inOrder(byLink(pieces).map(linked => createElement(Linked, { pieces: linked })))}
      {isOpen && <br data-lexical-managed-linebreak="true" />}
    </>
  );
}

/** Those that lead to the same address, or nowhere, together. */
function byLink(pieces: readonly Piece[]): readonly (readonly Piece[])[] {
  const groups: Piece[][] = [];
  for (const piece of pieces) {
    const group = groups.at(-1);
    if (group && group[0]?.marks.link === piece.marks.link) group.push(piece);
    else groups.push([piece]);
  }
  return groups;
}

function Linked({ pieces }: { pieces: readonly Piece[] }): ReactNode {
  const inside = inOrder(pieces.flatMap(runsOf));
  const url = pieces[0]?.marks.link;
  if (url === undefined) return inside;
  return (
    <a className={textClasses.link} href={url} target="_blank" rel="noreferrer noopener">
      {inside}
    </a>
  );
}

/** One text node for each run of one format, as the editor has. */
const runsOf = ({ text, marks }: Piece): readonly ReactNode[] =>
  text
    .split(/(\u2028)/)
    .filter(words => words !== '')
    .map(words => createElement(Run, { marks, words }));

/** As Lexical draws it: one element, whatever the marks; a break has none. */
function Run({ marks, words }: { marks: Marks; words: string }): ReactNode {
  if (words === breakInLine) return <br />;
  const { bold, italic, underline, strikethrough } = textClasses.text;
  const classes = [
    ...(marks.bold ? [bold] : []),
    ...(marks.italic ? [italic] : []),
    ...(marks.strike ? [strikethrough] : []),
    ...(marks.underline ? [underline] : []),
  ].join(' ');
  const tag = marks.bold ? 'strong' : marks.italic ? 'em' : 'span';
  return createElement(tag, { className: classes || undefined }, words);
}
