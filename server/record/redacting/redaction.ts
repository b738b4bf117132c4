// What is to be taken out of the record where a line of the history is redacted: which entries, and what stands in
// their place. Decides nothing about who may.

import * as Y from 'yjs';
import { isRedactableKind, traitsOf, writtenFields } from '../../../shared/acts/act-traits.ts';
import { must } from '../../../shared/assert.ts';
import type { DocName, DraftId } from '../../../shared/ids.ts';
import { docName } from '../../../shared/ids.ts';
import { replayRowsAtOnce } from '../../../shared/limits.ts';
import { digestsOf } from '../../storage/chain.ts';
import { flattenedKind, readActor, readDetail, redactedDetail, typedKind } from '../../storage/entry-detail.ts';
import type { HistoryEntry } from '../../storage/history-queries.ts';
import { actRun, readRun } from '../../storage/run-name.ts';
import type { Entry, Redaction, UpdateLog } from '../../storage/update-log.ts';
import type { LiveDraft } from '../../sync/live-draft.ts';
import type { Range } from './carried-letters.ts';
import { CarriedLetters } from './carried-letters.ts';
import type { Standing } from './without-content.ts';
import { isCollected, rangeOf, standingIn, withoutContent } from './without-content.ts';

export type Prepared =
  | { readonly kind: 'ready'; readonly redactions: readonly Redaction[] }
  | { readonly kind: 'refused'; readonly reason: string };

type Log = Pick<UpdateLog, 'read' | 'head'>;

/** `line`: that of the history which is to be redacted; null where there is none. */
export async function prepareRedaction(log: Log, draft: LiveDraft, line: HistoryEntry | null): Promise<Prepared> {
  if (!line) return refused('There is no such entry.');
  if (!isRedactableKind(line.kind)) return refused('This entry holds no words that could be redacted.');
  const entries = await entriesOf(log, draft.id, line);
  if (entries.every(({ digests }) => digests)) return refused('This entry is redacted already.');
  const redactions: Redaction[] = [];
  const flattened = await flattenedAfter(log, draft, entries);
  const carried = new CarriedLetters(flattened);
  const taken: Range[] = [];
  let wasTaken = false;
  for (const entry of entries.filter(({ digests }) => !digests)) {
    const isText = entry.doc === draft.text.name;
    const { update, gone, letters } = isText
      ? withoutContent(entry.update, draft.text.doc, standingAnywhere(draft.text.doc, carried))
      : withoutContent(entry.update, draft.shared.doc);
    taken.push(...letters.flatMap(range => carried.of(range).map(({ is }) => is)));
    const { holds, tellsOfEarlier } = traitsOf(entry.kind) ?? { holds: 'nothing', tellsOfEarlier: false };
    wasTaken ||= gone > 0 || tellsOfEarlier;
    // What it brought may stand in part; what it tells of now stands, as a rule.
    const mayStand = holds === 'bodies' || tellsOfEarlier;
    if (!isText && !mayStand && standsIn(update, entry))
      return refused('This still stands in the draft. Remove or reword it first.');
    const [detail, content] = digestsOf(entry);
    const { doc, seq } = entry;
    const told = entry.kind === typedKind ? line.run : actRun(seq);
    redactions.push({
      doc,
      seq,
      detail: redactedDetail,
      update,
      digests: { detail, update: content },
      run: told,
    });
  }
  redactions.push(...flattened.flatMap(entry => redactedFlow(entry, draft.text.doc, taken)));
  return wasTaken
    ? { kind: 'ready', redactions }
    : refused('All of this still stands. Take out what is to be redacted first.');
}

/** Where the draft was opened in the nested form after these entries: those that made flows of it (rule L10). */
async function flattenedAfter(log: Log, { text }: LiveDraft, entries: readonly Entry[]): Promise<readonly Entry[]> {
  const first = entries.find(({ doc, update }) => doc === text.name && holdsCollected(update, text.doc));
  const found: Entry[] = [];
  for (let after = first?.seq ?? text.head.seq; ; ) {
    const rows = await log.read(text.name, after, replayRowsAtOnce);
    found.push(...rows.filter(({ kind }) => kind === flattenedKind));
    const last = rows.at(-1);
    if (!last || (found.length > 0 && last.kind !== flattenedKind)) return found;
    after = last.seq;
  }
}

const holdsCollected = (update: Uint8Array, doc: Y.Doc): boolean =>
  Y.decodeUpdate(update).structs.some(struct => struct instanceof Y.Item && isCollected(doc, struct));

/** A letter of the nested form stands where its copy in the flow does. */
const standingAnywhere =
  (doc: Y.Doc, carried: CarriedLetters): Standing =>
  item => {
    const own = rangeOf(item);
    const copies = carried
      .of(own)
      .flatMap(({ was, is }) =>
        standingIn(doc, is).map(({ from, to }) => ({ from: from - is.from + was.from, to: to - is.from + was.from })),
      );
    return [...standingIn(doc, own), ...copies].sort((a, b) => a.from - b.from);
  };

/** Of the copies those that are taken out, and marks that stand no more: they may lead where a name is. */
function redactedFlow(entry: Entry, doc: Y.Doc, taken: readonly Range[]): readonly Redaction[] {
  const standing: Standing = item =>
    item.content instanceof Y.ContentString ? without(rangeOf(item), taken) : standingIn(doc, rangeOf(item));
  const { update, letters } = withoutContent(entry.update, doc, standing);
  if (letters.length === 0) return [];
  const [detail, content] = digestsOf(entry);
  const { doc: name, seq } = entry;
  return [{ doc: name, seq, detail: entry.detail, update, digests: { detail, update: content }, run: null }];
}

function without({ client, from, to }: Range, taken: readonly Range[]) {
  const gone = taken.filter(each => each.client === client).sort((a, b) => a.from - b.from);
  const left = [];
  let at = from;
  for (const each of gone) {
    if (each.from > at) left.push({ from: at, to: Math.min(to, each.from) });
    at = Math.max(at, each.to);
    if (at >= to) break;
  }
  return (at < to ? [...left, { from: at, to }] : left).filter(range => range.from < range.to);
}

/**
 * What was made of the log may not keep what that no longer has, whether checkpoint or memory: it is forgotten before,
 * since the process may end in between, and after, since somebody may have looked meanwhile.
 */
export async function forgetAround<T>(forget: () => Promise<void>, commit: () => Promise<T>): Promise<T> {
  await forget();
  try {
    return await commit();
  } finally {
    await forget();
  }
}

/**
 * Whether what is left of an act still has something that was said in it: a thread's row stays, its comment has to be
 * gone.
 */
function standsIn(update: Uint8Array, entry: Entry): boolean {
  const bytes = Buffer.from(update);
  const detail = readDetail(entry);
  const said = detail?.kind === 'act' ? wordsIn(detail.act) : [];
  return said.some(words => bytes.includes(words));
}

function wordsIn(act: unknown, key = ''): readonly string[] {
  if (typeof act === 'string') return act !== '' && writtenFields.includes(key) ? [act] : [];
  if (typeof act !== 'object' || act === null || key === 'anchor') return [];
  return Object.entries(act).flatMap(([name, value]) => wordsIn(value, name));
}

const refused = (reason: string): Prepared => ({ kind: 'refused', reason });

/**
 * An act is one entry, which its run names (and one of the text, where it made words); a run of typing is all that its
 * member typed in its point meanwhile.
 */
async function entriesOf(log: Log, draft: DraftId, line: HistoryEntry): Promise<readonly Entry[]> {
  const run = must(readRun(line.run), 'a line has the name that the server gave it');
  if (run.kind === 'act') return actEntries(log, draft, run.seq);
  const found: Entry[] = [];
  for (let after = run.seq - 1; ; ) {
    const rows = await log.read(docName(draft, 'text'), after, replayRowsAtOnce);
    for (const entry of rows) {
      if (entry.at > line.toAt) return found;
      if (entry.kind !== typedKind || readActor(entry.actor).member !== line.member) continue;
      const detail = readDetail(entry);
      const isThere = detail?.kind !== 'typed' || (line.point !== null && line.point in detail.points);
      if (isThere) found.push(entry); // a redacted one does not say where
    }
    const last = rows.at(-1);
    if (!last) return found;
    after = last.seq;
  }
}

/** An act's entry, and the one of the text that it made, if any. */
async function actEntries(log: Log, draft: DraftId, seq: number): Promise<readonly Entry[]> {
  const [entry] = await log.read(docName(draft, 'shared'), seq - 1, 1);
  if (!entry || traitsOf(entry.kind)?.holds !== 'bodies') return entry ? [entry] : [];
  const text = docName(draft, 'text');
  const detail = readDetail(entry);
  for (let after = await lastBefore(log, text, entry.at); ; after++) {
    const [made] = await log.read(text, after, 1);
    if (!made || made.at > entry.at) return [entry];
    if (made.kind !== entry.kind) continue;
    const of = readDetail(made);
    const isOther = of?.kind === 'words-of-act' && (detail?.kind !== 'act' || of.act !== detail.act.id);
    if (!isOther) return [entry, made];
  }
}

/** The last entry that was made before a time (ms since 1970); 0: none. */
async function lastBefore(log: Log, doc: DocName, at: number): Promise<number> {
  let [low, high] = [0, (await log.head(doc)).seq];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    const [entry] = await log.read(doc, middle - 1, 1);
    if (entry && entry.at < at) low = middle;
    else high = middle - 1;
  }
  return low;
}
