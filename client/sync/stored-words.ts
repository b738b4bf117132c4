// Unsent words of closed pages, as this browser's stored copy of the text holds them. Sends and deletes nothing.
import * as Y from 'yjs';
import { isNested } from '../../shared/text/nested-body.ts';
import { bodyOf } from '../../shared/text/point-text.ts';
import type { LocalDraft } from '../local/local-draft.ts';
import type { UnsentPoint } from '../local/own-work.ts';
import type { Unsent } from './sending/unsent-points.ts';
import { textOf } from './text-link.ts';

export type StoredWords = {
  /**
   * Each point's text as the copy has it, beside what it was before the first unsent word. Where nothing can be
   * read, nothing can be said of it.
   */
  readonly words: readonly Unsent[];
  /**
   * Some of them were written in the nested form: the server has deleted what they stand in, and takes them no more. To
   * join the room with this copy would delete them here too.
   */
  readonly isNested: boolean;
};

export async function storedWords(local: LocalDraft, points: readonly UnsentPoint[]): Promise<StoredWords> {
  if (points.length === 0) return { words: [], isNested: false };
  const doc = new Y.Doc();
  const copy = local.openCopy('text', 'present', doc);
  const loaded = await copy.loaded;
  copy.close();
  if (loaded === 'unreadable') return { words: [], isNested: false };
  return {
    words: points.map(({ point, base }) => ({ point, base, mine: textOf(doc, point) })),
    isNested: points.some(({ point }) => isNested(bodyOf(doc, point))),
  };
}
