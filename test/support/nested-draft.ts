// The sample's draft as the code before 2026-11-29 kept it: bodies in the nested form, letters that people typed there,
// anchors on them. Written into a data folder entry by entry, for a server of today to open.
import * as Y from 'yjs';
import type { UpdateLog } from '../../server/storage/update-log.ts';
import { Room } from '../../server/sync/room.ts';
import { advanceRooms, TickBuilder } from '../../server/sync/tick/draft-tick.ts';
import { updateOf } from '../../server/sync/update-of.ts';
import type { Member } from '../../shared/acts/act.ts';
import { Act } from '../../shared/acts/act.ts';
import { unknownLettersLeft } from '../../shared/acts/act-context.ts';
import { runAct } from '../../shared/acts/run-act.ts';
import { DraftId, docName, MemberId, PointId } from '../../shared/ids.ts';
import { DocRows, OverlayRows } from '../../shared/rows/row-store.ts';
import type { By } from '../../shared/rows/schema.ts';
import { anchorNeeds, makeAnchor } from '../../shared/text/anchors/anchors.ts';
import { bodyOf, canonicalText, flatText } from '../../shared/text/point-text.ts';
import { openStorageIn } from './folder-storage.ts';
import { edit } from './gated-doc.ts';
import { element, linkTo, listOf, nestedBody, run } from './nested-body.ts';

const nothing = { snapshot: null, tail: [], head: { seq: 0, hash: '0'.repeat(64) } };
const chair: By = { member: MemberId.parse('chair'), name: 'Chair', role: 'chair', party: null };
const drafter: By = { member: MemberId.parse('drafter'), name: 'Drafter', role: 'drafter', party: null };
const head: By = { member: MemberId.parse('ukr-head'), name: 'Head', role: 'head', party: 'ukr' as By['party'] };
export const nestedPoint = PointId.parse('plain');
export const listPoint = PointId.parse('listed');
/** Names are typed at its beginning: what hangs on words quotes what stands around them. */
const lines = [
  'The parties agree that all forces that stand on the far side of the line of contact shall withdraw within thirty days.',
  'They report on it.',
];

export class NestedDraft {
  readonly id: DraftId;
  readonly text: Room;
  readonly shared: Room;
  readonly rows: DocRows;
  readonly #members = new Map<MemberId, Member>();
  readonly #log: UpdateLog;
  #at = Date.UTC(2026, 10, 28, 9);
  #device = 100;

  private constructor(log: UpdateLog, id: DraftId) {
    this.#log = log;
    this.id = id;
    this.text = new Room(docName(id, 'text'), nothing);
    this.shared = new Room(docName(id, 'shared'), nothing);
    this.rows = new DocRows(this.shared.doc);
  }

  /** Two points: one of two paragraphs, one of all that the form had. Words were typed in both, and taken out. */
  static async writtenInto(log: UpdateLog, draft = 'sample'): Promise<NestedDraft> {
    const made = new NestedDraft(log, DraftId.parse(draft));
    await made.#begins();
    await made.types(head, nestedPoint, text => text.insert('The parties '.length, 'GOINGNAME and STAYINGNAME '));
    await made.types(head, nestedPoint, text => text.delete('The parties '.length, 'GOINGNAME and '.length));
    await made.comments('words', nestedPoint, 'within thirty days', 'Too soon.');
    await made.comments('changed', nestedPoint, 'They report on it', 'To whom?');
    await made.comments('deep', listPoint, 'deeper', 'How deep?');
    await made.does(chair, { id: 'v1', kind: 'version.name', name: 'Before' });
    await made.types(head, nestedPoint, text => text.insert('They'.length, ' NEVER'), 1);
    await made.types(drafter, nestedPoint, text => text.delete('They NEVER '.length, 'report '.length), 1);
    return made;
  }

  /** Into a data folder that no server has open. */
  static async inFolder(folder: string): Promise<NestedDraft> {
    const { log, close } = await openStorageIn(folder);
    const made = await NestedDraft.writtenInto(log);
    await close();
    return made;
  }

  /** When its last entry was made, in ms since 1970. */
  get at(): number {
    return this.#at;
  }

  textOf(point: PointId): string {
    return flatText(bodyOf(this.text.doc, point)).text;
  }

  async does(by: By, given: Record<string, unknown>): Promise<void> {
    const act = Act.parse(given);
    const rows = new OverlayRows(this.rows);
    const wordsOf = (point: string): string => canonicalText(bodyOf(this.text.doc, point));
    const tick = this.#tick();
    const context = { rows, actor: by, at: this.#at, members: this.#members, heads: tick.headsSoFar, wordsOf };
    const result = runAct(act, { ...context, lettersLeft: unknownLettersLeft });
    if (result.kind === 'refused') throw new Error(`${act.kind}: ${result.reason}`);
    for (const effect of result.effects)
      if (effect.kind === 'put-member') this.#members.set(effect.member.id, effect.member);
    const sharedUpdate = updateOf(this.shared.doc, () => rows.writeTo(this.rows));
    const textUpdate = act.kind === 'point.add' ? this.#seeds(PointId.parse(act.id)) : null;
    tick.addAct(by, act, { ...result, sharedUpdate, textUpdate });
    await this.#keep(tick);
  }

  /** In the text that begins the point, or the next ones. */
  async types(by: By, point: PointId, change: (text: Y.XmlText) => void, index = 0): Promise<void> {
    const copy = new Y.Doc();
    Y.applyUpdate(copy, Y.encodeStateAsUpdate(this.text.doc));
    copy.clientID = this.#device++;
    const text = [...flatText(bodyOf(copy, point)).base.keys()][index];
    const update = edit(copy, () => text && change(text));
    Y.applyUpdate(this.text.doc, update);
    const tick = this.#tick();
    tick.addWords(by, update, new Map([[point, { inserted: 1, deleted: 1 }]]), (at, seq) => `text:${seq}:${at}`);
    await this.#keep(tick);
  }

  async comments(id: string, point: PointId, quote: string, text: string): Promise<void> {
    const root = bodyOf(this.text.doc, point);
    const from = flatText(root).text.indexOf(quote);
    const anchor = makeAnchor(root, from, from + quote.length);
    await this.does(head, { id, kind: 'thread.open', point, anchor, needs: anchorNeeds(anchor), text });
  }

  async #begins(): Promise<void> {
    await this.does(chair, { id: 'a', kind: 'draft.create', draft: this.id, title: 'An older draft', note: '' });
    await this.does(chair, { id: 'b', kind: 'draft.passing', passing: 'members' });
    await this.does(chair, {
      id: 'c',
      kind: 'party.add',
      party: 'ukr',
      code: 'UKR',
      name: 'Ukraine',
      colour: 2,
      shape: 'circle',
    });
    for (const { member, name, role, party } of [drafter, head])
      await this.does(chair, { id: `m-${member}`, kind: 'member.add', member, name, role, party });
    await this.does(drafter, { id: 'theme', kind: 'theme.add', after: null, title: 'Theme' });
    await this.does(drafter, {
      id: nestedPoint,
      kind: 'point.add',
      theme: 'theme',
      after: null,
      title: 'One',
      paragraphs: lines,
    });
    await this.does(drafter, {
      id: listPoint,
      kind: 'point.add',
      theme: 'theme',
      after: nestedPoint,
      title: 'Two',
      paragraphs: ['-'],
    });
  }

  #seeds(point: PointId): Uint8Array {
    const body = bodyOf(this.text.doc, point);
    const linked = element(
      'paragraph',
      'See ',
      linkTo('https://un.org', 'the charter'),
      element('linebreak'),
      'and ',
      run('this', 1),
    );
    const list = listOf('number', 'first', listOf('bullet', 'deeper'), 'second');
    return updateOf(this.text.doc, () =>
      nestedBody(body, point === nestedPoint ? lines : [linked, element('quote', 'said'), list]),
    );
  }

  #tick(): TickBuilder {
    this.#at += 60_000;
    return new TickBuilder(this, this.#at, this.#at);
  }

  async #keep(builder: TickBuilder): Promise<void> {
    const tick = builder.build([]);
    const [outcome] = tick.commit ? await this.#log.append([tick.commit]) : [];
    if (outcome?.kind !== 'committed') throw new Error(outcome?.reason ?? 'nothing was done');
    advanceRooms(this, tick);
  }
}
