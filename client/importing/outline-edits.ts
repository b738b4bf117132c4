// What a person changes in a preview before it becomes a draft: points merged, split, moved, renamed, left out. Pure.
import { firstWords } from '../../shared/documents/point-title.ts';
import { textOf } from '../../shared/documents/source.ts';
import type { Block } from '../../shared/text/blocks.ts';
import type { OutlineText, PointText } from '../../shared/text/outline-text.ts';

export type PointPlace = { readonly theme: number; readonly point: number };

export type OutlineEdit =
  /** Into the point above it, which may be the last one of the theme before. */
  | { readonly kind: 'merge-up'; readonly at: PointPlace }
  /** Before this block, which becomes the first of a new point. */
  | { readonly kind: 'split'; readonly at: PointPlace; readonly block: number }
  | { readonly kind: 'move'; readonly at: PointPlace; readonly by: -1 | 1 }
  | { readonly kind: 'leave-out'; readonly at: PointPlace }
  | { readonly kind: 'rename-point'; readonly at: PointPlace; readonly title: string }
  | { readonly kind: 'rename-theme'; readonly theme: number; readonly title: string };

/** The same outline where the edit has no place, e.g. the first point cannot go up. */
export function edited(outline: OutlineText, edit: OutlineEdit): OutlineText {
  if (edit.kind === 'rename-theme') return withTheme(outline, edit.theme, theme => ({ ...theme, title: edit.title }));
  const { at } = edit;
  const point = outline.themes[at.theme]?.points[at.point];
  if (!point) return outline;
  switch (edit.kind) {
    case 'rename-point':
      return replaced(outline, at, { ...point, title: edit.title });
    case 'leave-out':
      return replaced(outline, at);
    case 'split': {
      const [head, tail] = [point.blocks.slice(0, edit.block), point.blocks.slice(edit.block)];
      if (head.length === 0 || tail.length === 0) return outline;
      return replaced(outline, at, { ...point, blocks: head }, { title: firstWords(tail), blocks: tail });
    }
    case 'merge-up': {
      const above = placeBeside(outline, at, -1);
      const into = above && outline.themes[above.theme]?.points[above.point];
      if (!above || !into) return outline;
      const merged = { ...into, blocks: [...into.blocks, ...titleBlock(point), ...point.blocks] };
      return replaced(replaced(outline, at), above, merged);
    }
    case 'move':
      return moved(outline, at, point, edit.by);
  }
}

/** Within its theme it changes places; at an end it goes over into the theme beside. */
function moved(outline: OutlineText, at: PointPlace, point: PointText, by: -1 | 1): OutlineText {
  const beside = outline.themes[at.theme]?.points[at.point + by];
  if (beside) {
    const swapped = replaced(outline, at, beside);
    return replaced(swapped, { theme: at.theme, point: at.point + by }, point);
  }
  if (!outline.themes[at.theme + by]) return outline;
  return withTheme(replaced(outline, at), at.theme + by, theme => ({
    ...theme,
    points: by === 1 ? [point, ...theme.points] : [...theme.points, point],
  }));
}

function placeBeside({ themes }: OutlineText, { theme, point }: PointPlace, by: -1): PointPlace | null {
  if (point > 0) return { theme, point: point + by };
  const before = themes.slice(0, theme).findLastIndex(({ points }) => points.length > 0);
  return before < 0 ? null : { theme: before, point: (themes[before]?.points.length ?? 1) - 1 };
}

/** A title of its own does not vanish; one that was taken from the first words is there already. */
function titleBlock({ title, blocks }: PointText): Block[] {
  const [first] = blocks;
  const words = first && first.kind !== 'list' ? textOf(first.runs) : '';
  const isThere = words.startsWith(title.replace(/…$/, ''));
  return isThere ? [] : [{ kind: 'paragraph', runs: [{ text: title, marks: ['bold'], link: null }] }];
}

const replaced = (outline: OutlineText, { theme, point }: PointPlace, ...by: readonly PointText[]): OutlineText =>
  withTheme(outline, theme, each => ({ ...each, points: each.points.toSpliced(point, 1, ...by) }));

function withTheme(
  outline: OutlineText,
  at: number,
  change: (theme: OutlineText['themes'][number]) => OutlineText['themes'][number],
): OutlineText {
  return { ...outline, themes: outline.themes.map((theme, i) => (i === at ? change(theme) : theme)) };
}

/** What may be sent: themes that hold a point, titles that say something. */
export function readyOutline(outline: OutlineText): OutlineText {
  const named = (title: string, otherwise: string): string => (title.trim() === '' ? otherwise : title.trim());
  return {
    ...outline,
    themes: outline.themes
      .filter(({ points }) => points.length > 0)
      .map(theme => ({
        title: named(theme.title, 'Theme'),
        points: theme.points.map(point => ({ ...point, title: named(point.title, firstWords(point.blocks)) })),
      })),
  };
}
