// Sending a named version round, ending that, and what a reader may say there: always of the version they were sent,
// and within bounds.
import { CirculationId } from '../ids.ts';
import { circulationMsMax, circulationsPerDraftMax, saidPerReaderMax } from '../limits.ts';
import { circulationOf, saidOn, versionNameOf, wentAlong } from '../rows/circulations.ts';
import type { CirculationRow, CommentRow, FlagRow, RedLineRow, SaidOn } from '../rows/schema.ts';
import type { ActOf, ActResult } from './act.ts';
import { done, refused } from './act.ts';
import type { ActContext } from './act-context.ts';

export function runCirculationAct(act: ActOf<'circulation.send' | 'circulation.end'>, context: ActContext): ActResult {
  return act.kind === 'circulation.send' ? send(act, context) : end(act, context);
}

function send(act: ActOf<'circulation.send'>, { rows, actor, at, clock = at }: ActContext): ActResult {
  const version = rows.get('versions', act.version);
  if (!version) return refused('not-found', 'There is no such version of this draft.');
  if (rows.all('circulations').length >= circulationsPerDraftMax)
    return refused('too-many', `A draft is circulated at most ${circulationsPerDraftMax} times.`);
  if (act.until <= clock) return refused('not-allowed', 'The links would have ended already. Choose a later day.');
  if (act.until > clock + circulationMsMax)
    return refused('not-allowed', 'A link leads to a version for half a year at most.');
  const parties = act.parties.map(id => rows.get('parties', id));
  if (parties.some(party => party?.state.kind !== 'present'))
    return refused('not-found', 'There is no such party in this draft.');
  rows.put('circulations', {
    id: CirculationId.parse(act.id),
    version: version.id,
    by: actor,
    at,
    until: act.until,
    parties: act.parties,
    readers: act.readers.map(id => ({ id, state: { kind: 'invited' } })),
  });
  const codes = parties.flatMap(party => party?.code ?? []).join(', ');
  return done({ facts: { name: version.name, readers: act.readers.length, until: act.until, redLines: codes } });
}

function end(act: ActOf<'circulation.end'>, { rows, actor, at }: ActContext): ActResult {
  const circulation = rows.get('circulations', act.circulation);
  if (!circulation) return refused('not-found', 'There is no such circulation.');
  const isMeant = ({ id, state }: CirculationRow['readers'][number]): boolean =>
    state.kind === 'invited' && (act.reader === null || act.reader === id);
  const ended = circulation.readers.filter(isMeant).length;
  if (ended === 0) return refused('already-so', 'This link has ended already.');
  const readers = circulation.readers.map(reader =>
    isMeant(reader) ? { id: reader.id, state: { kind: 'ended' as const, by: actor, at } } : reader,
  );
  rows.put('circulations', { ...circulation, readers });
  return done({ facts: { name: rows.get('versions', circulation.version)?.name ?? '', readers: ended } });
}

/** What a reader's words are said of; nothing for members, whose words are said of the draft. */
export function saidOnOf({ rows, actor }: ActContext): { readonly on?: SaidOn } {
  const circulation = actor.role === 'reader' ? circulationOf(rows, actor.member) : undefined;
  return circulation ? { on: { circulation: circulation.id, version: circulation.version } } : {};
}

/** For the history: which version a reader speaks of. */
export function versionFacts(context: ActContext): { readonly on?: string } {
  const { on } = saidOnOf(context);
  const name = on && versionNameOf(context.rows, { on });
  return name === undefined ? {} : { on: name };
}

/** Why a reader may say no more, or undefined. */
export function hasSaidEnough({ rows, actor }: ActContext): ActResult | undefined {
  const circulation = actor.role === 'reader' ? circulationOf(rows, actor.member) : undefined;
  if (!circulation) return undefined;
  const { comments, flags } = saidOn(rows, circulation.id);
  const own = [...comments, ...flags].filter(({ by }) => by.member === actor.member);
  const times = own.reduce((sum, { rewritten = 0 }) => sum + 1 + rewritten, 0);
  return times < saidPerReaderMax
    ? undefined
    : refused('too-many', `By one link at most ${saidPerReaderMax} comments and flags are made or rewritten.`);
}

/** To be put into a row that its reader rewrites. */
export const onceMore = ({ actor }: ActContext, { rewritten = 0 }: CommentRow | FlagRow): { rewritten?: number } =>
  actor.role === 'reader' ? { rewritten: rewritten + 1 } : {};

/** A reader flags against the red lines that were sent along. */
export function mayFlagAgainst(line: RedLineRow, { rows, actor }: ActContext): boolean {
  if (actor.role !== 'reader') return true;
  const circulation = circulationOf(rows, actor.member);
  const version = circulation && rows.get('versions', circulation.version);
  return version !== undefined && circulation !== undefined && wentAlong(line, circulation, version);
}
