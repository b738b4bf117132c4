// A document of a few points behind the gate, as a room has it: submit an update, see what the gate says, and have it
// applied if it may.
import * as Y from 'yjs';
import type { GateContext, Verdict } from '../../server/sync/gate/judge.ts';
import { judge } from '../../server/sync/gate/judge.ts';
import type { WordsResult } from '../../server/sync/tick/apply-words.ts';
import { applyWords } from '../../server/sync/tick/apply-words.ts';
import { WordsBounds } from '../../server/sync/words-bounds.ts';
import type { PointAccess } from '../../shared/acts/permissions.ts';
import { MemberId, PointId, ThemeId } from '../../shared/ids.ts';
import { DocRows } from '../../shared/rows/row-store.ts';
import { bodyOf, flatText } from '../../shared/text/point-text.ts';
import { seedBody } from './seed-body.ts';

export class GatedDoc {
  readonly doc = new Y.Doc();
  readonly access = new Map<string, PointAccess>();
  /** Whether members may write at all. */
  writes: GateContext['writes'] = 'editable';
  readonly owners = new Map<number, MemberId | 'server'>();
  readonly rows = new DocRows(new Y.Doc());
  /** What the document would take on disk, for its bound. */
  bytes = 0;
  readonly #bounds: WordsBounds;

  /** Points p0, p1 … with their words; all may be edited. */
  constructor(words: readonly string[]) {
    const bytes = (): number => this.bytes;
    this.#bounds = new WordsBounds(
      {
        doc: this.doc,
        get bytes() {
          return bytes();
        },
      },
      () => this.rows,
    );
    this.doc.clientID = 1;
    this.owners.set(1, 'server');
    for (const [index, text] of words.entries()) {
      seedBody(bodyOf(this.doc, `p${index}`), [text]);
      this.access.set(`p${index}`, 'editable');
      const id = PointId.parse(`p${index}`);
      this.rows.put('points', {
        id,
        theme: ThemeId.parse('t'),
        title: 'Point',
        rank: `a${index}`,
        state: { kind: 'open' },
      });
    }
  }

  /** Read anew, as a room is from its snapshot. */
  reread(): GatedDoc {
    const again = new GatedDoc([]);
    again.doc.clientID = 2; // Yjs takes another one where it reads words of its own
    Y.applyUpdate(again.doc, Y.encodeStateAsUpdate(this.doc));
    again.doc.clientID = 1;
    for (const [point, access] of this.access) {
      again.access.set(point, access);
      bodyOf(again.doc, point);
    }
    for (const [clientId, owner] of this.owners) again.owners.set(clientId, owner);
    return again;
  }

  /** A client's copy, as it stands now. */
  copy(clientId: number): Y.Doc {
    const copy = new Y.Doc();
    Y.applyUpdate(copy, Y.encodeStateAsUpdate(this.doc));
    copy.clientID = clientId;
    return copy;
  }

  judge(update: Uint8Array, member = 'ann'): Verdict {
    return judge(update, this.#context(member));
  }

  submit(update: Uint8Array, member = 'ann'): WordsResult {
    const id = MemberId.parse(member);
    return applyWords([{ update, isStep2: false }], this.#context(member), this.#bounds, clientId => {
      this.owners.set(clientId, id);
      return true;
    });
  }

  textOf(point: string): string {
    return flatText(bodyOf(this.doc, point)).text;
  }

  state(): string {
    return Buffer.from(Y.encodeStateAsUpdate(this.doc)).toString('base64');
  }

  #context(member: string) {
    return {
      doc: this.doc,
      member: MemberId.parse(member),
      writes: this.writes,
      access: (point: string): PointAccess => this.access.get(point) ?? 'unknown',
      ownerOf: (clientId: number) => this.owners.get(clientId) ?? null,
    };
  }
}

/** What a change to a document emits. */
export function edit(doc: Y.Doc, change: () => void): Uint8Array {
  const emitted: Uint8Array[] = [];
  const collect = (update: Uint8Array): void => void emitted.push(update);
  doc.on('update', collect);
  doc.transact(change);
  doc.off('update', collect);
  return emitted.length === 1 && emitted[0] ? emitted[0] : Y.mergeUpdates(emitted);
}
