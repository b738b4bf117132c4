// The drawn text as other features see it: where a stretch of a point's words is on screen, and what is selected. The
// points feature provides it, the app hands it on; so threads and flags need not know how a point is drawn.
import { createContext, useContext } from 'react';
import { must } from '../../shared/assert.ts';
import type { PointId } from '../../shared/ids.ts';

/** Offsets are into the point's flat text (shared/text/point-text.ts). */
export type Stretch = { readonly point: PointId; readonly from: number; readonly to: number; readonly quote: string };

export interface TextSurface {
  /** The element that holds the point's words, while it is on the page. */
  bodyOf(point: PointId): HTMLElement | null;
  /** DOM ranges of these offsets (one per text node run), or none where the point is not drawn. */
  rangesOf(point: PointId, from: number, to: number): readonly Range[];
  /** The selected words, one stretch for each point that the selection touches; empty when collapsed or elsewhere. */
  selection(): readonly Stretch[];
  /** Where in the words a viewport position falls (for hit-testing highlights, which take no events). */
  offsetAt(x: number, y: number): { readonly point: PointId; readonly offset: number } | null;
  /**
   * Remembers where somebody stands in the words, by the words: behind `about`, or behind what is selected, or at the
   * caret. Call the result to bring the keyboard back there, with nothing selected; false where that point is no longer
   * drawn. Null where nobody stands in words. `at`: what has the keyboard, or has just lost it.
   */
  rememberPlace(about?: Stretch, at?: Element | null): (() => boolean) | null;
  /** The keyboard goes into the words of a point that is drawn, and they come into view. */
  focus(point: PointId, aim: { readonly kind: 'end' }): void;
  /**
   * Changes the words of a point as one step of its undo. `onTaken`: it was taken back, or done again, by the undo or
   * redo key there.
   */
  asStep(point: PointId, change: () => void, onTaken: (what: 'undo' | 'redo') => void): Promise<void>;
  /** After the drawn words of a point changed, or a point came or went (null: any). */
  onDrawn(listener: (point: PointId | null) => void): () => void;
}

const SurfaceContext = createContext<TextSurface | null>(null);
export const SurfaceProvider = SurfaceContext.Provider;
export const useSurface = (): TextSurface => must(useContext(SurfaceContext), 'no text surface here');
