// Whether what is derived from a draft's entries is what they say: one replay from the first entry, compared on its way
// with every stored copy (rule L16 of PROTOCOL.md). It rests on no seal. Reads alone; tells, and mends nothing.
import { isDeepStrictEqual } from 'node:util';
import * as Y from 'yjs';
import type { DocName, DraftId } from '../../shared/ids.ts';
import { docName } from '../../shared/ids.ts';
import { replayRowsAtOnce } from '../../shared/limits.ts';
import type { Members } from '../access/members-in-record.ts';
import { effectsOnMembers, membersAfter } from '../access/members-in-record.ts';
import type { StoredMembers } from '../access/stored-members.ts';
import { TextFold } from '../record/text-fold.ts';
import { partOf } from '../storage/doc-name.ts';
import type { Checkpoint } from '../storage/sqlite/checkpoints.ts';
import type { Entry, StandingHead } from '../storage/update-log.ts';
import { UpdateLogError } from '../storage/update-log.ts';

/** What is checked. */
export type StoredDraft = {
  /** Throws UpdateLogError, kind `damaged`, where one does not follow from the one before. */
  readonly entries: (doc: DocName, after: number, limit: number) => readonly Entry[];
  /** `misfit`: its seal is not this server's. */
  readonly snapshot: (doc: DocName) => { readonly seq: number; readonly state: Uint8Array } | 'misfit' | null;
  readonly checkpointSeqs: (doc: DocName) => readonly number[];
  readonly checkpoint: (doc: DocName, seq: number) => Checkpoint | 'misfit' | null;
  readonly members: (draft: DraftId) => StoredMembers | null;
  readonly remembered: (doc: DocName) => StandingHead | null;
};

/** `words`: a sentence for the operator. */
type Finding = {
  readonly kind: 'entries' | 'snapshot' | 'checkpoint' | 'members';
  readonly words: string;
};
export type DraftCheck = {
  readonly draft: DraftId;
  readonly entries: { readonly text: number; readonly shared: number };
  readonly found: readonly Finding[];
};

/** What a server that runs beside it wrote in the middle of a replay is not found again. */
export function checkTwice(draft: DraftId, stored: StoredDraft): DraftCheck {
  const first = checkDraft(draft, stored);
  return first.found.length === 0 ? first : checkDraft(draft, stored);
}

function checkDraft(draft: DraftId, stored: StoredDraft): DraftCheck {
  const found: Finding[] = [];
  const check = (part: 'text' | 'shared'): number => {
    const pass = new Pass(docName(draft, part), draft, stored, finding => found.push(finding));
    return pass.run();
  };
  const [text, shared] = [check('text'), check('shared')];
  return { draft, entries: { text, shared }, found };
}

/** One document from its first entry to its last. */
class Pass {
  readonly #doc: DocName;
  readonly #draft: DraftId;
  readonly #stored: StoredDraft;
  readonly #tell: (finding: Finding) => void;
  readonly #fold: TextFold | SharedFold;
  readonly #copies: readonly Copy[];
  #members: Members = new Map();

  constructor(doc: DocName, draft: DraftId, stored: StoredDraft, tell: (finding: Finding) => void) {
    this.#doc = doc;
    this.#draft = draft;
    this.#stored = stored;
    this.#tell = tell;
    this.#fold = partOf(doc) === 'text' ? new TextFold() : new SharedFold();
    this.#copies = this.#copiesOf();
  }

  /** Gives how many entries there are. */
  run(): number {
    const members = partOf(this.#doc) === 'shared' ? this.#stored.members(this.#draft) : null;
    let seq = 0;
    try {
      for (let entries = this.#read(seq); entries.length > 0; entries = this.#read(seq))
        for (const entry of entries) {
          seq = entry.seq;
          this.#apply(entry);
          for (const copy of this.#copies) if (copy.seq === seq) this.#compare(copy, entry);
          if (members?.seq === seq) this.#compareMembers(members);
        }
    } catch (error) {
      // Also one that cannot be replayed: it keeps no other draft from being checked.
      const why = error instanceof UpdateLogError ? error.message : `entry ${seq} of ${this.#doc} cannot be replayed`;
      this.#tell({ kind: 'entries', words: sentence(why) });
      return seq;
    }
    this.#compareEnd(seq, members);
    return seq;
  }

  #read(after: number): readonly Entry[] {
    return this.#stored.entries(this.#doc, after, replayRowsAtOnce);
  }

  #apply(entry: Entry): void {
    this.#fold.apply(entry);
    if (partOf(this.#doc) === 'shared') this.#members = membersAfter(this.#members, effectsOnMembers(entry));
  }

  #copiesOf(): readonly Copy[] {
    const snapshot = this.#stored.snapshot(this.#doc);
    if (snapshot === 'misfit')
      this.#tell({ kind: 'snapshot', words: `The snapshot of ${this.#doc} was changed since it was made.` });
    const seqs = this.#stored.checkpointSeqs(this.#doc);
    const checkpoints = seqs.map(
      (seq): Copy => ({ kind: 'checkpoint', seq, read: () => this.#stored.checkpoint(this.#doc, seq) }),
    );
    if (snapshot === null || snapshot === 'misfit') return checkpoints;
    const { seq, state } = snapshot;
    return [{ kind: 'snapshot', seq, read: () => ({ hash: null, update: state, authors: '' }) }, ...checkpoints];
  }

  #compare({ kind, seq, read }: Copy, entry: Entry): void {
    const copy = read();
    if (copy === null || this.#isSame(copy, entry)) return; // null: it was deleted meanwhile
    this.#tell({ kind, words: `The ${kind} of ${this.#doc} at entry ${seq} is not what the entries say.` });
  }

  #isSame(copy: Content | 'misfit', entry: Entry): boolean {
    if (copy === 'misfit' || (copy.hash !== null && Buffer.compare(copy.hash, entry.hash) !== 0)) return false;
    try {
      const areAuthorsSame = copy.authors === '' || isSameJson(copy.authors, this.#fold.save().authors);
      return areAuthorsSame && isSameDocument(copy.update, this.#fold.doc);
    } catch {
      return false; // it is no document, or no JSON
    }
  }

  #compareMembers({ members }: StoredMembers): void {
    const isSame =
      members !== 'misfit' && isDeepStrictEqual(new Map(members.map(each => [each.id, each])), this.#members);
    if (!isSame)
      this.#tell({ kind: 'members', words: `The members of ${this.#draft} are not those that the record says.` });
  }

  #compareEnd(last: number, members: StoredMembers | null): void {
    for (const { kind, seq } of this.#copies)
      if (seq > last)
        this.#tell({ kind, words: `The ${kind} of ${this.#doc} is of entry ${seq}, which is not there.` });
    if (members && members.seq > last)
      this.#tell({ kind: 'members', words: `The members of ${this.#draft} are of an entry that is not there.` });
    const remembered = this.#stored.remembered(this.#doc);
    if (remembered && remembered.head.seq > last)
      this.#tell({ kind: 'entries', words: `${this.#doc} lacks entries up to ${remembered.head.seq}.` });
  }
}

/** `authors`: empty where it does not say who wrote what. */
type Content = { readonly hash: Uint8Array | null; readonly update: Uint8Array; readonly authors: string };
type Copy = {
  readonly kind: 'snapshot' | 'checkpoint';
  readonly seq: number;
  readonly read: () => Content | 'misfit' | null;
};

/** Annotations have no words to count. */
class SharedFold {
  readonly doc = new Y.Doc();

  apply({ update }: Pick<Entry, 'update'>): void {
    Y.applyUpdate(this.doc, update);
  }

  save(): { readonly authors: string } {
    return { authors: '' };
  }
}

/** By all that Yjs writes of them, each read once, so that the pieces in which it came make no difference. */
function isSameDocument(state: Uint8Array, doc: Y.Doc): boolean {
  const [one, other] = [state, Y.encodeStateAsUpdate(doc)].map(written => {
    const read = new Y.Doc();
    Y.applyUpdate(read, written);
    return Y.encodeStateAsUpdate(read);
  });
  return one !== undefined && other !== undefined && Buffer.compare(one, other) === 0;
}

const isSameJson = (one: string, other: string): boolean => isDeepStrictEqual(JSON.parse(one), JSON.parse(other));
const sentence = (words: string): string => `${words.charAt(0).toUpperCase()}${words.slice(1)}.`;
