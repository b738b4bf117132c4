// One entry of the record as a line of an export: what this viewer may read of it, and the digests that keep the chain
// whole where they may not. Pure.
import type { ActTraits } from '../../shared/acts/act-traits.ts';
import { traitsOf } from '../../shared/acts/act-traits.ts';
import type { Link } from '../../shared/api/record.ts';
import type { RowReader } from '../../shared/rows/row-store.ts';
import type { Anchor } from '../../shared/text/anchors/anchor-schema.ts';
import { digestsOf } from '../storage/chain.ts';
import type { DetailOf } from '../storage/entry-detail.ts';
import { flattenedKind, readDetail, typedKind } from '../storage/entry-detail.ts';
import type { Entry } from '../storage/update-log.ts';

/** What an export may hold. */
export type Readable = 'everything' | 'what stands';

/** `standing`: all that comments say now, and the words that things hang on; null: this viewer may read everything. */
export function exportedLine(entry: Entry, standing: ReadonlySet<string> | null): string {
  const { doc, seq, at, actor, kind, detail, update, salts, hash, digests } = entry;
  const [detailDigest, updateDigest] = digestsOf(entry);
  const [detailSalt, updateSalt] = [salts.subarray(0, 16), salts.subarray(16)];
  const showsDetail = !digests && (standing === null || isReadable(entry, standing));
  const showsUpdate = !digests && standing === null;
  return JSON.stringify({
    kind: 'entry',
    doc,
    seq,
    at,
    actor,
    act: kind,
    detail: showsDetail ? { salt: base64(detailSalt), content: detail } : { digest: hex(detailDigest) },
    update: showsUpdate ? { salt: base64(updateSalt), content: base64(update) } : { digest: hex(updateDigest) },
    hash: hex(hash),
  });
}

/** What every member may read of an entry, whatever it holds: how it hangs on the one before. */
export function linkOf(entry: Entry): Link {
  const { seq, at, actor, kind, hash } = entry;
  const [detail, update] = digestsOf(entry);
  return { seq, at, actor, act: kind, detail: hex(detail), update: hex(update), hash: hex(hash) };
}

function isReadable(entry: Entry, standing: ReadonlySet<string>): boolean {
  const traits = traitsOf(entry.kind);
  // A kind that is not known, e.g. of a later server, may hold anything.
  if (!traits) return entry.kind === typedKind || entry.kind === flattenedKind;
  if (traits.holds === 'bodies') return false;
  if (traits.holds !== 'said' && traits.quotes === 'nothing') return true;
  const detail = readDetail(entry);
  if (detail?.kind !== 'act' || !areQuotesStanding(traits, detail, standing)) return false;
  const { id, comment, text } = detail.act;
  return traits.holds !== 'said' || (text !== undefined && standing.has(sayingOf(comment ?? id, text)));
}

/** Whether it hangs on these words still: then its row has them, and everybody has that. */
function areQuotesStanding({ quotes }: ActTraits, { act, about }: DetailOf<'act'>, standing: ReadonlySet<string>) {
  if (quotes === 'nothing') return true;
  const thing = act.thread ?? act.flag ?? act.id;
  const { quote, was } = about.facts ?? {};
  // Elsewhere `was` is a title, or a name of a state.
  const told = [quote, quotes === 'now and before' ? was : null].filter(words => typeof words === 'string');
  return (
    (!act.anchor || standing.has(sayingOf(thing, wordsOf(act.anchor)))) &&
    told.every(words => standing.has(sayingOf(thing, words)))
  );
}

/**
 * What each comment says now, and which words each thread and flag hangs on. The same words in another's mouth are
 * another saying: they uncover nothing.
 */
export const standingWords = (rows: RowReader): ReadonlySet<string> =>
  new Set([
    ...rows.all('comments').flatMap(({ id, body }) => (body.kind === 'said' ? [sayingOf(id, body.text)] : [])),
    ...[...rows.all('threads'), ...rows.all('flags')].flatMap(({ id, anchor }) =>
      anchor ? [sayingOf(id, anchor.quote), sayingOf(id, wordsOf(anchor))] : [],
    ),
  ]);

const wordsOf = ({ quote, prefix, suffix }: Anchor): string => JSON.stringify([quote, prefix, suffix]);
const sayingOf = (thing: string, words: string): string => `${thing} ${words}`;

const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64');
const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');
