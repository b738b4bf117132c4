// A whole draft as themes, points and their blocks: the one shape between a file, its preview, a draft that is made
// from it, and an export.
import { z } from 'zod';
import { blocksPerPointMax, pointsPerDraftMax, themesPerDraftMax, titleCharsMax } from '../limits.ts';
import { listOf } from '../list-of.ts';
import { Block } from './blocks.ts';

const Title = z.string().trim().min(1).max(titleCharsMax);

export const PointText = z.strictObject({ title: Title, blocks: listOf(Block, { most: blocksPerPointMax }) });
export type PointText = z.infer<typeof PointText>;

export const ThemeText = z.strictObject({ title: Title, points: listOf(PointText, { most: pointsPerDraftMax }) });
export type ThemeText = z.infer<typeof ThemeText>;

export const OutlineText = z.strictObject({
  /** The document's own title, where it has one. */
  title: Title.nullable(),
  themes: listOf(ThemeText, { most: themesPerDraftMax }),
});
export type OutlineText = z.infer<typeof OutlineText>;
