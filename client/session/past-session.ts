// A draft as it stood at a moment, as the page draws it: the same views over documents that never change. Nothing can
// be written, and nothing is connected.
import { fromBase64 } from 'lib0/buffer';
import { Awareness } from 'y-protocols/awareness';
import * as Y from 'yjs';
import type { Seat } from '../../shared/api/contract.ts';
import type { Moment } from '../../shared/api/record.ts';
import type { PointId } from '../../shared/ids.ts';
import { DocRows } from '../../shared/rows/row-store.ts';
import type { By } from '../../shared/rows/schema.ts';
import { bodyOf, canonicalText } from '../../shared/text/point-text.ts';
import { wordingId } from '../../shared/text/wording.ts';
import { newActId } from '../local/act-id.ts';
import type { ActOutcome, DraftSnapshot, Evidence, SaveStatus, Session } from './session.ts';
import { takeSnapshot } from './snapshot.ts';

const readOnly: ActOutcome = {
  kind: 'refused',
  code: 'not-allowed',
  reason: 'This is the draft as it stood. Go back to now to change it.',
};
const noAct = newActId();

export class PastSession implements Session {
  readonly seat: Seat;
  readonly me: By;
  readonly isFrozen = true;
  readonly live = null;
  readonly text = new Y.Doc();
  readonly awareness: Awareness;
  readonly moment: Moment;
  /** Of now: what was told of the record does not depend on where one looks. */
  readonly evidence: Evidence;
  readonly subscribe: Session['subscribe'];
  readonly #snapshot: DraftSnapshot;
  readonly #status: SaveStatus = { kind: 'past' };
  readonly #wordings = new Map<PointId, string>();

  /** `live`: who looks. */
  constructor(moment: Moment, live: Session) {
    this.seat = live.seat;
    this.me = { ...live.me, role: 'observer' }; // reads, and is offered nothing to write with
    this.moment = moment;
    this.evidence = live.evidence;
    this.subscribe = listener => live.subscribe(listener);
    Y.applyUpdate(this.text, fromBase64(moment.text));
    const shared = new Y.Doc();
    Y.applyUpdate(shared, fromBase64(moment.shared));
    this.awareness = new Awareness(this.text);
    this.awareness.setLocalState(null);
    const rows = new DocRows(shared);
    const view = { seat: live.seat, members: [...live.snapshot().members.values()] };
    const wordsOf = (point: PointId): string => canonicalText(bodyOf(this.text, point));
    this.#snapshot = takeSnapshot({ rows, waiting: [], view, at: moment.at, isLoaded: true, ended: null, wordsOf });
  }

  snapshot = (): DraftSnapshot => this.#snapshot;
  status = (): SaveStatus => this.#status;
  keeping = () => 'stored' as const;
  wordsVersion = () => 0;
  serverNow = () => this.moment.at;
  act = (): ReturnType<Session['act']> => ({ id: noAct, outcome: Promise.resolve(readOnly) });

  wordingOf(point: PointId): string {
    const known = this.#wordings.get(point) ?? wordingId(canonicalText(bodyOf(this.text, point)));
    this.#wordings.set(point, known);
    return known;
  }

  close(): void {
    this.awareness.destroy();
    this.text.destroy();
  }
}
