// Acts on red lines: what a party says it will not cross. Nothing of them is deleted; a line that is given up is
// withdrawn and says so.
import { RedLineId } from '../ids.ts';
import { changesPerRowMax, redLinesPerDraftMax } from '../limits.ts';
import type { RedLineRow } from '../rows/schema.ts';
import type { ActOf, ActResult } from './act.ts';
import { done, refused } from './act.ts';
import type { ActContext } from './act-context.ts';
import { hasUsedShare } from './quotas.ts';

type RedLineAct = ActOf<'red-line.add' | 'red-line.amend' | 'red-line.change'>;

export function runRedLineAct(act: RedLineAct, context: ActContext): ActResult {
  if (act.kind === 'red-line.add') return add(act, context);
  const line = context.rows.get('redLines', act.redLine);
  if (!line) return refused('not-found', 'There is no such red line.');
  return act.kind === 'red-line.amend' ? amend(act, line, context) : change(act, line, context);
}

function add(act: ActOf<'red-line.add'>, context: ActContext): ActResult {
  const { rows, actor, at } = context;
  const party = rows.get('parties', act.party);
  if (party?.state.kind !== 'present') return refused('not-found', 'There is no such party in this draft.');
  if (rows.all('redLines').length >= redLinesPerDraftMax)
    return refused('too-many', `A draft has at most ${redLinesPerDraftMax} red lines.`);
  const used = hasUsedShare('redLines', redLinesPerDraftMax, context);
  if (used) return used;
  const nowhere = bearsOnNothing(act, context);
  if (nowhere) return nowhere;
  const { statement, theme, source, points } = act;
  const states = [{ state: 'held' as const, note: null, by: actor, at }];
  rows.put('redLines', {
    id: RedLineId.parse(act.id),
    party: party.id,
    statement,
    theme,
    source,
    points,
    by: actor,
    at,
    states,
    earlier: [],
  });
  return done({ row: act.id, facts: { party: party.code, statement } });
}

function amend(act: ActOf<'red-line.amend'>, line: RedLineRow, context: ActContext): ActResult {
  const { rows, actor, at } = context;
  const nowhere = bearsOnNothing(act, context);
  if (nowhere) return nowhere;
  if (line.earlier.length >= changesPerRowMax) return refused('too-many', 'This red line was reworded too often.');
  const { statement, theme, source, points } = act;
  const isReworded = statement !== line.statement;
  const earlier = isReworded ? [...line.earlier, { statement: line.statement, by: actor, at }] : line.earlier;
  rows.put('redLines', { ...line, statement, theme, source, points, earlier });
  return done({ row: line.id, facts: { party: codeOf(line, context), was: line.statement, now: statement } });
}

function change(act: ActOf<'red-line.change'>, line: RedLineRow, context: ActContext): ActResult {
  const { rows, actor, at } = context;
  const was = stateOf(line);
  if (was === act.state) return refused('already-so', `This red line is ${was} already.`);
  if (line.states.length >= changesPerRowMax) return refused('too-many', 'This red line was changed too often.');
  const { state, note } = act;
  rows.put('redLines', { ...line, states: [...line.states, { state, note, by: actor, at }] });
  return done({
    row: line.id,
    facts: { party: codeOf(line, context), statement: line.statement, was, now: state, note },
  });
}

/** How a red line stands now. */
export const stateOf = (line: RedLineRow): RedLineRow['states'][number]['state'] => line.states.at(-1)?.state ?? 'held';

const codeOf = (line: RedLineRow, { rows }: ActContext): string => rows.get('parties', line.party)?.code ?? line.party;

function bearsOnNothing(
  { theme, points }: Pick<RedLineRow, 'theme' | 'points'>,
  { rows }: ActContext,
): Extract<ActResult, { kind: 'refused' }> | null {
  const isKnown =
    (theme === null || rows.get('themes', theme) !== undefined) && points.every(point => rows.get('points', point));
  return isKnown ? null : { kind: 'refused', code: 'not-found', reason: 'It names a theme or point of another draft.' };
}
