// A point's words standing still: drawn straight from Yjs, with the same elements and classes as the editor draws, so
// that finding and copying see every point.
import type { ReactNode } from 'react';
import { createElement, Fragment, useCallback, useSyncExternalStore } from 'react';
import * as Y from 'yjs';
import { z } from 'zod';
import { isSafeUrl } from '../../shared/text/allow-list.ts';
import { holdsList, itemNumber, listStart } from '../../shared/text/list-numbers.ts';
import { plainText } from '../../shared/text/point-text.ts';
import { textClasses } from './text-classes.ts';

const RunFormat = z.object({ p: z.object({ __format: z.number().optional() }).nullish() });
const Op = z.object({ insert: z.string(), attributes: z.unknown().optional() });

export function StillText({ root }: { root: Y.XmlElement }): ReactNode {
  useVersion(root);
  return root
    .toArray()
    .map((child, index) =>
      child instanceof Y.XmlElement ? <Block key={keyOf(child, index)} element={child} /> : null,
    );
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

const keyOf = (type: Y.XmlElement | Y.XmlText, index: number): string =>
  type._item ? `${type._item.id.client}-${type._item.id.clock}` : String(index);

function Block({ element }: { element: Y.XmlElement }): ReactNode {
  const inside = element.toArray().map((child, index) => {
    if (child instanceof Y.XmlText) return <Runs key={keyOf(child, index)} text={child} />;
    return child instanceof Y.XmlElement ? <Block key={keyOf(child, index)} element={child} /> : null;
  });
  const isEmpty = element.toArray().every(child => child instanceof Y.XmlText && plainText(child) === '');
  const placeholder = isEmpty ? <br data-lexical-managed-linebreak="true" /> : null;
  const dir = directionOf(element);
  switch (element.nodeName) {
    case 'paragraph':
      return (
        <p className={textClasses.paragraph} dir={dir}>
          {inside}
          {placeholder}
        </p>
      );
    case 'quote':
      return (
        <blockquote className={textClasses.quote} dir={dir}>
          {inside}
          {placeholder}
        </blockquote>
      );
    case 'list':
      // Only what is unlike a new list is written: a list that says nothing is numbered.
      return element.getAttribute('__tag') === 'ul' ? (
        <ul className={textClasses.list.ul} dir={dir}>
          {inside}
        </ul>
      ) : (
        <ol className={textClasses.list.ol} start={listStart(element)} dir={dir}>
          {inside}
        </ol>
      );
    case 'listitem':
      return (
        <li
          value={itemNumber(element)}
          className={
            holdsList(element)
              ? `${textClasses.list.listitem} ${textClasses.list.nested.listitem}`
              : textClasses.list.listitem
          }
        >
          {inside}
          {placeholder}
        </li>
      );
    case 'link':
      return <Link url={element.getAttribute('__url')}>{inside}</Link>;
    case 'linebreak':
      return <br />;
    default:
      return inside;
  }
}

/** Outermost blocks are laid out by their own first letter, Arabic or Latin; what they hold follows them. */
const directionOf = (element: Y.XmlElement): 'auto' | undefined =>
  element.parent?.parent === null ? 'auto' : undefined;

function Link({ url, children }: { url: string | undefined; children: ReactNode }): ReactNode {
  if (!isSafeUrl(url)) return children;
  return (
    <a className={textClasses.link} href={url} target="_blank" rel="noreferrer noopener">
      {children}
    </a>
  );
}

/** One text node for each run of one format, as the editor has. */
function Runs({ text }: { text: Y.XmlText }): ReactNode {
  const runs = text.toDelta().map((op: unknown) => {
    const run = Op.safeParse(op).data;
    if (!run) return null;
    const format = RunFormat.safeParse(run.attributes).data?.p?.__format ?? 0;
    return createElement(Run, { format, words: run.insert });
  });
  // runs have no identity of their own: they are told apart by their place
  return createElement(Fragment, null, ...runs);
}

/** As Lexical draws it: one element, whatever the marks. */
function Run({ format, words }: { format: number; words: string }): ReactNode {
  const { bold, italic, underline, strikethrough } = textClasses.text;
  const classes = [bold, italic, strikethrough, underline].filter((_, bit) => (format & (1 << bit)) > 0).join(' ');
  const tag = format & 1 ? 'strong' : format & 2 ? 'em' : 'span';
  return createElement(tag, { className: classes || undefined }, words);
}
