// Runs one act on a live draft's documents: words it rests on, permission, the act's own function, and the bodies it
// makes. Collects what Yjs emits; logs and sends nothing.
import * as Y from 'yjs';
import type { About, Act, ActRefusalCode, Effect, Member } from '../../../shared/acts/act.ts';
import { isAnchored } from '../../../shared/acts/act.ts';
import { runAct } from '../../../shared/acts/run-act.ts';
import type { ActAnswer } from '../../../shared/api/contract.ts';
import type { MemberId } from '../../../shared/ids.ts';
import type { DocRows } from '../../../shared/rows/row-store.ts';
import { OverlayRows } from '../../../shared/rows/row-store.ts';
import type { By, Head } from '../../../shared/rows/schema.ts';
import { rewriteBody, writeBlocks } from '../../../shared/text/body-blocks.ts';
import { bodyOf, canonicalText } from '../../../shared/text/point-text.ts';
import type { Redaction } from '../../storage/update-log.ts';
import type { Room } from '../room.ts';
import { updateOf } from '../update-of.ts';
import type { WordsBounds } from '../words-bounds.ts';
import type { TakenStances } from './taken-stances.ts';

export type ActSettlement =
  | { readonly kind: 'done'; readonly answer: ActAnswer }
  | { readonly kind: 'refused'; readonly code: ActRefusalCode; readonly reason: string }
  /** It did not become durable and has left no trace: send it again. */
  | { readonly kind: 'not-saved' }
  /** Likewise, and nothing will before the disk does. */
  | { readonly kind: 'cannot-store' };

/**
 * Whoever acts: a member, who is looked up when their turn comes; or a reader of a version, who is none and brings
 * their name.
 */
export type Actor = MemberId | By;

/** An act that waits for its tick; `redactions` leave the record in the same commit. */
export type AskedAct = {
  readonly kind: 'act';
  readonly from: Actor;
  readonly act: Act;
  readonly redactions: readonly Redaction[];
  settle(settlement: ActSettlement): void;
};

export type AppliedAct = {
  readonly kind: 'done';
  readonly about: About;
  readonly effects: readonly Effect[];
  readonly sharedUpdate: Uint8Array;
  readonly textUpdate: Uint8Array | null;
};

export type ActDocuments = {
  readonly text: Room;
  readonly shared: Room;
  readonly rows: DocRows;
  readonly members: ReadonlyMap<MemberId, Member>;
  readonly heads: { readonly text: Head; readonly shared: Head };
  readonly bounds: Pick<WordsBounds, 'lettersLeft' | 'afterAct'>;
  readonly stances: TakenStances;
  /** By which it is judged what is over. */
  readonly clock: number;
};

export function applyAct(
  act: Act,
  by: By,
  at: number,
  docs: ActDocuments,
): AppliedAct | Extract<ActSettlement, { kind: 'refused' }> {
  if (isAnchored(act) && !act.needs.every(([client, clock]) => Y.getState(docs.text.doc.store, client) > clock))
    return { kind: 'refused', code: 'words-not-here', reason: 'The words this rests on have not arrived yet.' };
  // Apart from the document: what it would write is looked at first, and a refusal leaves nothing behind.
  const rows = new OverlayRows(docs.rows);
  const wordsOf = (point: string): string => canonicalText(bodyOf(docs.text.doc, point));
  const { members, heads, bounds, clock } = docs;
  const lettersLeft = (wanted: number): number => bounds.lettersLeft(wanted);
  const takenBy = docs.stances.of;
  const result = runAct(act, { rows, actor: by, at, clock, members, heads, lettersLeft, takenBy, wordsOf });
  if (result.kind === 'refused') return result;
  const wrong = rows.wrong();
  if (wrong !== null)
    return { kind: 'refused', code: 'too-many', reason: `This would leave something that cannot be read (${wrong}).` };
  if (act.kind === 'stance.take') docs.stances.note(act, by, { before: docs.rows, after: rows });
  const sharedUpdate = updateOf(docs.shared.doc, () => rows.writeTo(docs.rows));
  const { about, effects } = result;
  const bodies = effects.filter(effect => effect.kind === 'seed-body' || effect.kind === 'write-body');
  const textUpdate =
    bodies.length === 0
      ? null
      : updateOf(docs.text.doc, () => {
          for (const { kind, point, blocks } of bodies) {
            const body = bodyOf(docs.text.doc, point);
            if (kind === 'seed-body') writeBlocks(body, blocks);
            else rewriteBody(body, blocks);
          }
        });
  return { kind: 'done', about, effects, sharedUpdate, textUpdate };
}
