// What an act has to do with words: those it rests on, those it hangs on, those it says. Pure.
import * as Y from 'yjs';
import { z } from 'zod';
import type { Act } from '../../shared/acts/act.ts';
import { isAnchored } from '../../shared/acts/act.ts';
import { writtenFields } from '../../shared/acts/act-traits.ts';
import type { PointId } from '../../shared/ids.ts';
import type { RowReader } from '../../shared/rows/row-store.ts';
import { anchorNeeds, makeAnchor, resolveAnchor } from '../../shared/text/anchors/anchors.ts';
import { lettersOf, placesOf } from '../../shared/text/letters.ts';
import { bodyOf, flatText } from '../../shared/text/point-text.ts';

/** An anchor, or a stance's basis, may name words that are still on their way. */
export const restsOnWords = (act: Act): boolean =>
  act.kind === 'stance.take' || (isAnchored(act) && act.needs.length > 0);

/** What somebody wrote in it, worth keeping when it is refused; also in an act of another version of the page. */
export function saidIn(act: unknown): string {
  const fields = Fields.safeParse(act).data ?? {};
  const source = Fields.safeParse(fields['source']).data ?? {};
  const written = writtenFields.map(field => fields[field] ?? source[field]);
  return written.filter(words => typeof words === 'string' && words !== '').join(' ');
}

const Fields = z.record(z.string(), z.unknown());

/** It changes this row, or makes it: rows are named after the acts that make them. */
export const isAbout = (act: Act, row: string): boolean => Object.values(act).includes(row);

/** Written in a thread's card, where its words go back to when it is not done. */
export const isOfThread = ({ kind }: Act): boolean => kind.startsWith('thread.') || kind.startsWith('comment.');

/**
 * The point it is about, by its name or by that of a thread, comment or flag that is in these rows; null: none, or
 * nobody knows.
 */
export function pointOf(act: Act, rows: RowReader | null): PointId | null {
  if ('point' in act) return act.point;
  if ('flag' in act) return rows?.get('flags', act.flag)?.point ?? null;
  const thread = 'comment' in act ? rows?.get('comments', act.comment)?.thread : 'thread' in act ? act.thread : null;
  return (thread && rows?.get('threads', thread)?.point) ?? null;
}

/**
 * A waiting act that hangs on words of mine which the server never got as they were: after a refusal they were put back
 * as new words, or not at all. It takes the same words where they stand now. Where they are gone: null, it goes back to
 * its author. On the whole point it would say what they never meant.
 */
export function reanchored(act: Act, doc: Y.Doc): Act | null {
  if (!isAnchored(act) || act.anchor === null) return act;
  if (act.needs.every(([client, clock]) => Y.getState(doc.store, client) > clock)) return act;
  const root = bodyOf(doc, act.point);
  const flat = flatText(root);
  const placed = resolveAnchor(root, flat, act.anchor);
  const [from, to] = placed.kind === 'detached' ? whereItStands(flat.text, act.anchor.quote) : [placed.from, placed.to];
  if (from < 0) return null;
  const anchor = makeAnchor(root, from, to);
  return { ...act, anchor, needs: anchorNeeds(anchor).map(([client, clock]) => [client, clock]) };
}

/** The one place of these words, whatever line breaks are in them by now; or -1 where there is none or several. */
function whereItStands(text: string, quote: string): readonly [number, number] {
  const [letters, wanted] = [lettersOf(text), lettersOf(quote).all];
  const [first, ...more] = placesOf(letters.all, wanted, 2) ?? [];
  if (first === undefined || more.length > 0) return [-1, -1];
  return [letters.at[first] ?? 0, (letters.at[first + wanted.length - 1] ?? 0) + 1];
}
