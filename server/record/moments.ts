// The draft as it stood at a moment, for one viewer: both documents, and who wrote which words. What this viewer may
// not read is covered up before it is handed out. Synchronous, over a Replay.
import * as Y from 'yjs';
import { mayRead } from '../../shared/acts/permissions.ts';
import type { Moment, MomentAddress } from '../../shared/api/record.ts';
import type { DraftId } from '../../shared/ids.ts';
import { docName } from '../../shared/ids.ts';
import { DocRows } from '../../shared/rows/row-store.ts';
import type { By, Head, VersionRow } from '../../shared/rows/schema.ts';
import { copyOf, coverRows, coverWords } from './passing-words.ts';
import type { Replay } from './replay.ts';
import type { TextFold } from './text-fold.ts';

export class NoSuchMoment extends Error {
  override name = 'NoSuchMoment';
}

type Seqs = { readonly text: number; readonly shared: number };

/** Both documents as this viewer may see them. */
export type Sight = {
  readonly seqs: Seqs;
  readonly at: number;
  readonly fold: TextFold;
  readonly text: Y.Doc;
  readonly shared: Y.Doc;
  readonly isCovered: boolean;
};

export class Moments {
  readonly #replay: Replay;
  readonly #quietMoments: (draft: DraftId) => readonly number[];

  /** `quietMoments`: what stood at these times (ms) stood for an hour at least. */
  constructor(replay: Replay, quietMoments: (draft: DraftId) => readonly number[]) {
    this.#replay = replay;
    this.#quietMoments = quietMoments;
  }

  moment(draft: DraftId, address: MomentAddress, viewer: By): Omit<Moment, 'previous' | 'next' | 'newest'> {
    const { seqs, at, fold, text, shared, isCovered } = this.see(draft, address, viewer);
    return {
      draft,
      at,
      heads: this.headsAt(draft, seqs),
      text: base64(Y.encodeStateAsUpdate(text)),
      shared: base64(Y.encodeStateAsUpdate(shared)),
      people: [...fold.people],
      authors: Object.fromEntries(
        [...fold.points].map(([point, { spans }]) => [
          point,
          spans.map(({ length, by }): [number, number] => [length, by]),
        ]),
      ),
      isCovered,
    };
  }

  /** Throws NoSuchMoment. */
  see(draft: DraftId, address: MomentAddress, viewer: By): Sight {
    const now = this.#now(draft);
    const seqs = this.#seqsOf(draft, address, now);
    const fold = this.#replay.textAt(draft, seqs.text);
    const shared = this.#replay.sharedAt(draft, seqs.shared);
    const sight = { seqs, at: this.#atOf(draft, seqs), fold };
    const present = new DocRows(this.#replay.sharedAt(draft, now.shared));
    const isNow = seqs.text === now.text && seqs.shared === now.shared;
    if (isNow || mayRead('passing-words', viewer, present).kind === 'yes')
      return { ...sight, text: fold.doc, shared, isCovered: false };
    const readable = this.#readableAround(draft, seqs, now, present);
    const [text, rows] = [copyOf(fold.doc), copyOf(shared)];
    const areWordsCovered = coverWords(
      text,
      readable.map(each => this.#replay.wordsAt(draft, each.text)),
    );
    const areRowsCovered = coverRows(
      rows,
      readable.map(each => this.#replay.sharedAt(draft, each.shared)),
    );
    return { ...sight, text, shared: rows, isCovered: areWordsCovered || areRowsCovered };
  }

  headsAt(draft: DraftId, { text, shared }: Seqs): Moment['heads'] {
    return { text: this.#headAt(draft, 'text', text), shared: this.#headAt(draft, 'shared', shared) };
  }

  /** The versions just before and after a moment, and what stands now. */
  #readableAround(draft: DraftId, at: Seqs, now: Seqs, present: DocRows): readonly Seqs[] {
    // Of the quiet moments only those around this one matter.
    const quiet = this.#quietMoments(draft);
    const here = this.#atOf(draft, at);
    const around = [quiet.findLast(time => time <= here), quiet.find(time => time > here)].filter(
      time => time !== undefined,
    );
    const versions: Seqs[] = [
      ...present.all('versions').map(seqsOfVersion),
      ...around.map(time => this.#seqsAt(draft, time)),
    ].sort((a, b) => a.text - b.text || a.shared - b.shared);
    const isBefore = (each: Seqs): boolean => each.text <= at.text && each.shared <= at.shared;
    const before = versions.findLast(isBefore);
    const after = versions.find(each => !isBefore(each) && each.text >= at.text && each.shared >= at.shared);
    return [...(before ? [before] : []), ...(after ? [after] : []), now];
  }

  #now(draft: DraftId): Seqs {
    return {
      text: this.#replay.head(docName(draft, 'text')).seq,
      shared: this.#replay.head(docName(draft, 'shared')).seq,
    };
  }

  #seqsOf(draft: DraftId, address: MomentAddress, now: Seqs): Seqs {
    if (address.kind === 'now') return now;
    if (address.kind === 'time') return this.#seqsAt(draft, address.at);
    const version = new DocRows(this.#replay.sharedAt(draft, now.shared)).get('versions', address.version);
    if (!version) throw new NoSuchMoment('There is no such version of this draft.');
    return seqsOfVersion(version);
  }

  #seqsAt(draft: DraftId, at: number): Seqs {
    return {
      text: this.#replay.seqAt(docName(draft, 'text'), at),
      shared: this.#replay.seqAt(docName(draft, 'shared'), at),
    };
  }

  #atOf(draft: DraftId, { text, shared }: Seqs): number {
    const newest = [
      this.#replay.entry(docName(draft, 'text'), text),
      this.#replay.entry(docName(draft, 'shared'), shared),
    ];
    return Math.max(0, ...newest.map(entry => entry?.at ?? 0));
  }

  #headAt(draft: DraftId, part: 'text' | 'shared', seq: number): Head {
    const hash = this.#replay.entry(docName(draft, part), seq)?.hash;
    return { seq, hash: hash ? Buffer.from(hash).toString('hex') : '0'.repeat(64) };
  }
}

const seqsOfVersion = ({ text, shared }: VersionRow): Seqs => ({ text: text.seq, shared: shared.seq });
const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64');
