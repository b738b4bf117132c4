// A whole draft as themes, points and their blocks: the one shape between a file, its preview, a draft that is made from it, and an export.
import { z } from 'zod';
import { pointsPerDraftMax, themesPerDraftMax, titleCharsMax } from '../limits.ts';
import { Block } from './blocks.ts';

const Title = z.string().trim().min(1).max(titleCharsMax);

export const PointText = z.strictObject({ title: Title, blocks: z.array(Block) });
export type PointText = z.infer<typeof PointText>;

export const ThemeText = z.strictObject({ title: Title, points: z.array(PointText).max(pointsPerDraftMax) });
export type ThemeText = z.infer<typeof ThemeText>;

export const OutlineText = z.strictObject({
  /** The document's own title, where it has one. */
  title: Title.nullable(),
  themes: z.array(ThemeText).max(themesPerDraftMax),
});
export type OutlineText = z.infer<typeof OutlineText>;
