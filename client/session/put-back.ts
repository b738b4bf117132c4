// Words of mine that the server refused to take as they were sent, put into the document as the server has it. Goes by
// Yjs's own ids, not by comparing texts: what the server knows is left alone, what it does not know is written as a new
// edit at the same place, what I had taken out is taken out. Marks on words that were not sent, and line breaks, are
// not put back.
import * as Y from 'yjs';
import { bodyOf } from '../../shared/text/point-text.ts';

/** False where the point has no text to write into. */
export function putBack(mine: Y.Doc, theirs: Y.Doc, point: string): boolean {
  const root = bodyOf(theirs, point);
  let place = startOf(root);
  if (!place) return false;
  const pieces = [...piecesOf(bodyOf(mine, point), theirs)]; // before anything is written: that makes more known
  theirs.transact(() => {
    takeOut(root, mine);
    for (const piece of pieces) {
      if (piece.kind === 'known') place = after(piece.last, theirs) ?? place;
      else if (place) {
        place.text.insert(place.index, piece.words);
        place = { text: place.text, index: place.index + piece.words.length };
      }
    }
  }, 'put back');
  return true;
}

type Place = { readonly text: Y.XmlText; readonly index: number };
/** A stretch of a point in reading order: known to the server up to its last id, or not known and alive. */
type Piece = { readonly kind: 'known'; readonly last: Y.ID } | { readonly kind: 'unsent'; readonly words: string };

function* piecesOf(root: Y.XmlElement, theirs: Y.Doc): Generator<Piece> {
  for (const item of itemsIn(root)) {
    const known = Math.min(item.length, Math.max(0, Y.getState(theirs.store, item.id.client) - item.id.clock));
    if (known > 0) yield { kind: 'known', last: Y.createID(item.id.client, item.id.clock + known - 1) };
    if (known === item.length || item.deleted) continue;
    // A new line's words go on in the line before it.
    if (item.content instanceof Y.ContentString) yield { kind: 'unsent', words: item.content.str.slice(known) };
    else if (item.content instanceof Y.ContentType) yield { kind: 'unsent', words: ' ' };
  }
}

function* itemsIn(type: Y.XmlElement | Y.AbstractType<unknown>): Generator<Y.Item> {
  for (let item = type._start; item !== null; item = item.right) {
    yield item;
    if (item.content instanceof Y.ContentType) yield* itemsIn(item.content.type);
  }
}

function startOf(root: Y.XmlElement): Place | null {
  for (const { content, deleted } of itemsIn(root))
    if (!deleted && content instanceof Y.ContentType && content.type instanceof Y.XmlText)
      return { text: content.type, index: 0 };
  return null;
}

/** The place right after a letter, also where that was taken out; null where it is no letter of a text. */
function after(id: Y.ID, doc: Y.Doc): Place | null {
  const position = Y.createAbsolutePositionFromRelativePosition(new Y.RelativePosition(null, null, id, -1), doc, false);
  return position && position.type instanceof Y.XmlText && !position.type._item?.deleted
    ? { text: position.type, index: position.index }
    : null;
}

/**
 * Words that stand there and that I have deleted. Whole lines stay, emptied: somebody may have written in them since.
 */
function takeOut(root: Y.XmlElement, mine: Y.Doc): void {
  const doc = root.doc ?? mine;
  const gone = [...itemsIn(root)].flatMap(item => [...deletedRuns(item, mine)]);
  for (const { text, last, length } of gone) {
    const place = after(last, doc);
    if (place?.text === text) text.delete(place.index - length, length);
  }
}

type Run = { readonly text: Y.XmlText; readonly last: Y.ID; readonly length: number };

/** Whole runs at a time: letter by letter a character of two units would be cut. */
function* deletedRuns(
  { id: { client, clock }, deleted, content, parent, length }: Y.Item,
  mine: Y.Doc,
): Generator<Run> {
  if (deleted || !(content instanceof Y.ContentString) || !(parent instanceof Y.XmlText)) return;
  let run = 0;
  for (let i = 0; i <= length; i++) {
    if (i < length && isDeletedIn(mine, Y.createID(client, clock + i))) run++;
    else if (run > 0) {
      yield { text: parent, last: Y.createID(client, clock + i - 1), length: run };
      run = 0;
    }
  }
}

function isDeletedIn(doc: Y.Doc, { client, clock }: Y.ID): boolean {
  if (Y.getState(doc.store, client) <= clock) return false;
  const structs = doc.store.clients.get(client) ?? [];
  return structs[Y.findIndexSS(structs, clock)]?.deleted ?? false;
}
