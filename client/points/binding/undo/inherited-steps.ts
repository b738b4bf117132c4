// Steps of undo that outlive the document they were made in, which another one replaces when a refusal is healed: the
// same letters have the same ids there. What was deleted is no longer known there, so only what was typed since the
// last deletion or format can be taken back. Changes neither document.
import * as Y from 'yjs';
import { flowOf } from '../../../../shared/text/flow.ts';
import { moveOf } from './paired-steps.ts';
import { hasLetters, recordIn } from './step-record.ts';

type Step = Y.UndoManager['undoStack'][number];

/** Oldest first. Their letters are those that the document of `root` has. */
export function inheritedSteps(steps: readonly Step[], root: Y.XmlElement): readonly Step[] {
  const { doc } = root;
  // What was put back there is newer than all of them, and in none: older words would go before it.
  if (!doc || holdsWordsOf(root, doc.clientID)) return [];
  const inherited: Step[] = [];
  for (const step of steps.toReversed()) {
    if (!isTypingAlone(step)) break;
    step.insertions = knownOf(step.insertions, doc);
    if (hasLetters(step)) inherited.unshift(step); // else all of it was refused
  }
  return inherited;
}

function holdsWordsOf(root: Y.XmlElement, client: number): boolean {
  for (let item = flowOf(root)?._start ?? null; item !== null; item = item.right)
    if (item.id.client === client) return true;
  return false;
}

function isTypingAlone(step: Step): boolean {
  const { taken, dressed } = recordIn(step);
  return step.deletions.clients.size + taken.length + dressed.length === 0 && moveOf(step) === null;
}

/** Of these letters, those that the document has or had. */
function knownOf(letters: Step['insertions'], { store }: Y.Doc): Step['insertions'] {
  const known = Y.mergeDeleteSets([letters]);
  for (const [client, ranges] of known.clients) {
    const end = Y.getState(store, client);
    const left = ranges
      .map(({ clock, len }) => ({ clock, len: Math.min(len, end - clock) }))
      .filter(({ len }) => len > 0);
    if (left.length > 0) known.clients.set(client, left);
    else known.clients.delete(client);
  }
  return known;
}
