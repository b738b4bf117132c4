// One of two moments that are compared, as a comparison needs it: its rows, its words, and who wrote them. Types alone.
import type { PointId } from '../../shared/ids.ts';
import type { RowReader } from '../../shared/rows/row-store.ts';
import type { By } from '../../shared/rows/schema.ts';
import type { Removed, Span } from './authorship.ts';

export type Side = {
  readonly at: number;
  readonly rows: RowReader;
  readonly people: readonly By[];
  readonly spansOf: (point: PointId) => readonly Span[];
  /** As `flatText` gives it. */
  readonly textOf: (point: PointId) => string;
  /** What lists show before each of its lines. */
  readonly marksOf: (point: PointId) => readonly string[];
  /** The id of a point's wording, whoever may read it. */
  readonly wordingOf: (point: PointId) => string;
  readonly isCovered: boolean;
};
/** A removal between the two moments, with who made it. */
export type Removal = Pick<Removed, 'point' | 'words'> & { readonly by: By };
