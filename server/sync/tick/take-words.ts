// What one writer brought within a tick: judged and applied (apply-words.ts), noted in the tick, counted for receipts;
// and what the writer is told, a refusal or a question for what is missing. Makes nothing durable.
import { draftAccess, pointAccess } from '../../../shared/acts/permissions.ts';
import type { MemberId } from '../../../shared/ids.ts';
import type { DocRows } from '../../../shared/rows/row-store.ts';
import type { By } from '../../../shared/rows/schema.ts';
import { closeCode } from '../../../shared/wire/messages.ts';
import { resyncsPerConnectionMax } from '../../../shared/wire-limits.ts';
import type { ClientIds } from '../client-ids.ts';
import type { GateContext } from '../gate/judge.ts';
import type { Peer } from '../peer.ts';
import type { Room } from '../room.ts';
import type { WordsBounds } from '../words-bounds.ts';
import type { Writer, Writers } from '../writers.ts';
import type { WordsFrame } from './apply-words.ts';
import { applyWords } from './apply-words.ts';
import type { TickBuilder } from './draft-tick.ts';
import type { TypingRuns } from './typing-runs.ts';

export type WordsDraft = {
  readonly text: Room;
  readonly rows: DocRows;
  readonly clientIds: ClientIds;
  readonly writers: Writers;
  readonly runs: TypingRuns;
  readonly bounds: WordsBounds;
  whoIs(member: MemberId): By | null;
  /** What waits of a peer that was refused rests on what was. */
  dropWordsOf(peer: Peer): void;
};

/**
 * The documents in memory can no longer be trusted, since the gate let something of this peer pass that it should not
 * have.
 */
export class Breach extends Error {
  override name = 'Breach';
  readonly peer: Peer;

  constructor(peer: Peer, cause: unknown) {
    super(`words of ${peer.member} could not be applied as judged: ${String(cause)}`, { cause });
    this.peer = peer;
  }
}

/** A refusal may rest on an act of the same tick: it is told when that is durable. Throws Breach. */
export function takeWords(draft: WordsDraft, peer: Peer, frames: readonly WordsFrame[], tick: TickBuilder): void {
  const writer = draft.writers.changing(peer);
  writer.taken += frames.length;
  const by = draft.whoIs(peer.member);
  if (!by) return tick.answer(() => peer.close(closeCode.noSeat, 'You are no longer a member of this draft.'));
  const { update, points, end } = applied(draft, peer, by, frames);
  if (update) tick.addWords(by, update, points, (point, seq) => draft.runs.runOf(by.member, point, tick.at, seq));
  if (end.kind === 'refused') {
    draft.dropWordsOf(peer);
    return tick.answer(() => {
      draft.dropWordsOf(peer); // and what has come since
      peer.refuse(end.refusal);
    });
  }
  if (end.kind === 'resync') return resync(draft, peer, writer);
  if (frames.some(frame => frame.isStep2)) writer.awaitsStep2 = false;
  if (!writer.awaitsStep2) tick.acknowledge(peer);
}

function applied(draft: WordsDraft, peer: Peer, by: By, frames: readonly WordsFrame[]) {
  try {
    return applyWords(frames, gateContext(draft, by), draft.bounds, clientId =>
      draft.clientIds.bind(clientId, by.member),
    );
  } catch (error) {
    throw new Breach(peer, error);
  }
}

/**
 * A gap in what we hold of this client: not a fault, it is asked for everything. Until that comes, nothing is
 * acknowledged.
 */
function resync(draft: WordsDraft, peer: Peer, writer: Writer): void {
  if (++writer.resyncs > resyncsPerConnectionMax)
    return peer.refuse({ code: 'malformed', reason: 'Your changes rest on others that never arrive.', point: null });
  writer.awaitsStep2 = true;
  draft.text.askWhatIsMissing(peer);
}

function gateContext({ text, rows, clientIds }: WordsDraft, by: By): GateContext {
  const drafting = rows.get('draft', 'draft')?.drafting ?? 'closed';
  return {
    doc: text.doc,
    member: by.member,
    writes: draftAccess(by, drafting),
    access: point => pointAccess(rows.get('points', point), by, drafting),
    ownerOf: clientId => clientIds.ownerOf(clientId),
  };
}
