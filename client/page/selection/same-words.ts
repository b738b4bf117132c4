// Whether two looks at the selection saw the same words: those between the same two letters, whatever others have
// written before, behind or among them meanwhile. Asks the document, not the page.
import * as Y from 'yjs';
import { flowOf } from '../../../shared/text/flow.ts';
import { bodyOf } from '../../../shared/text/point-text.ts';
import type { Stretch } from '../../ui/text-surface.ts';

/** Equal for the same words; where there is no flow, by place. */
export function endsOf(doc: Y.Doc, { point, from, to }: Stretch): string {
  const flow = flowOf(bodyOf(doc, point));
  const letter = (at: number, side: number): unknown =>
    flow ? Y.createRelativePositionFromTypeIndex(flow, at, side).item : at;
  return JSON.stringify([point, letter(from, 0), letter(to, -1)]);
}
