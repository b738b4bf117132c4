// A small draft as acts make it, without server or clock: three parties, three points with words, a red line of UKR.
// For the rules of who may what.
import * as Y from 'yjs';
import { Act } from '../../shared/acts/act.ts';
import { unknownHeads } from '../../shared/acts/act-context.ts';
import { runAct } from '../../shared/acts/run-act.ts';
import type { PointId } from '../../shared/ids.ts';
import { MemberId, PartyId } from '../../shared/ids.ts';
import { DocRows } from '../../shared/rows/row-store.ts';
import type { By } from '../../shared/rows/schema.ts';
import { wordingId } from '../../shared/text/wording.ts';

export const member = (role: By['role'], party: string | null = null): By => ({
  member: MemberId.parse(`${party ?? 'no'}-${role}`),
  name: role,
  role,
  party: party === null ? null : PartyId.parse(party),
});
export const chair = member('chair');
export const points = ['p1', 'p2', 'p3'] as const;

export class StandingDraft {
  readonly doc = new Y.Doc();
  readonly rows = new DocRows(this.doc);
  readonly words = new Map<string, string>(points.map(point => [point, `words of ${point}`]));
  /** Letters that its points may still grow by. */
  lettersLeft = Number.POSITIVE_INFINITY;
  #at = 0;

  constructor() {
    this.does(chair, { kind: 'draft.create', draft: 'd', title: 'Draft', note: '' });
    for (const [party, code] of [
      ['ukr', 'UKR'],
      ['rus', 'RUS'],
      ['eur', 'EUR'],
    ] as const)
      this.does(chair, { kind: 'party.add', party, code, name: code, colour: 1, shape: 'circle' });
    this.does(chair, { kind: 'theme.add', after: null, title: 'Theme' }, 't');
    for (const id of points)
      this.does(chair, { kind: 'point.add', theme: 't', after: null, title: id, paragraphs: [] }, id);
    this.does(member('head', 'ukr'), { kind: 'red-line.add', party: 'ukr', ...redLine('No veto') }, 'line');
  }

  does(actor: By, input: Record<string, unknown>, id = `a${++this.#at}`): string {
    const act = Act.parse({ ...input, id });
    const result = this.doc.transact(() =>
      runAct(act, {
        rows: this.rows,
        actor,
        at: ++this.#at,
        members: new Map(),
        heads: unknownHeads,
        lettersLeft: () => this.lettersLeft,
        wordsOf: this.wordsOf,
      }),
    );
    return result.kind === 'refused' ? result.code : 'done';
  }

  readonly wordsOf = (point: PointId): string => this.words.get(point) ?? '';
  readonly wordingOf = (point: PointId): string => wordingId(this.wordsOf(point));

  /** Takes a stance to the words as they stand, unless another basis is given. */
  stance(actor: By, point: string, stance: string, basis = wordingId(this.words.get(point) ?? '')): string {
    return this.does(actor, { kind: 'stance.take', point, stance, reason: null, basis });
  }

  flags(actor: By, given: Record<string, unknown> = {}, id?: string): string {
    const flag = {
      kind: 'flag.raise',
      point: 'p1',
      anchor: null,
      needs: [],
      redLine: 'line',
      severity: 'crosses',
      reason: null,
    };
    return this.does(actor, { ...flag, ...given }, id);
  }
}

export const redLine = (statement: string) => ({
  statement,
  theme: null,
  points: [],
  source: { who: 'A ministry', where: 'Press briefing', date: '2025-11-20' },
});
